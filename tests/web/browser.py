"""A browser without a window, and what accessibility rules say of the page in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from tests.external import need, need_installed

WIDE, NARROW = (1280, 1000), (320, 900)


@contextmanager
def opened(downloads: Path, *, scripts: bool = True) -> Iterator[Chrome]:
    """A browser that ends with the block. Without ``scripts`` no page may run any."""
    options = ChromeOptions()
    options.binary_location = need("chromium")
    for argument in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--lang=sv"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        # Its own cage needs another user than root.
        options.add_argument("--no-sandbox")
    settings: dict[str, object] = {"download.default_directory": str(downloads)}
    if not scripts:
        settings["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", settings)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options, ChromeService(need("chromedriver")))
    try:
        browser.set_page_load_timeout(60)
        browser.implicitly_wait(5)
        yield browser
    finally:
        browser.quit()


def faults(browser: Chrome) -> list[str]:
    """What axe finds on the page, at WCAG 2.2 level AA and the best practices."""
    source = need_installed("node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    browser.execute_script(source)
    found: Any = browser.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(done)"
    )
    assert len(found["passes"]) > 5, "axe has looked at the page"
    return [
        f"{rule['id']}: {rule['help']} {[node['target'] for node in rule['nodes']][:5]}"
        for rule in found["violations"]
    ]


def overflow(browser: Chrome) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = browser.execute_script(
        "const page = document.documentElement; return page.scrollWidth - page.clientWidth"
    )
    return wider


def resized(browser: Chrome, size: tuple[int, int], scale: int = 1) -> None:
    """Give the page a window of so many pixels, drawn at a scale."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0] // scale, "height": size[1] // scale, "deviceScaleFactor": scale, "mobile": False},
    )


def press(browser: Chrome, words: str, *, leaves: bool = True) -> None:
    """Press the first button or link with exactly these words, and wait for the next page if it ``leaves`` this one."""
    page = browser.find_element(By.TAG_NAME, "html")
    path = f'//main//button[normalize-space()="{words}"] | //main//a[normalize-space()="{words}"]'
    browser.find_element(By.XPATH, path).click()
    if leaves:
        wait_for_next(browser, page)


def wait_for_next(browser: Chrome, page: WebElement) -> None:
    """Wait until the browser has left a page."""
    # While one page gives way to another the driver may know neither.
    WebDriverWait(browser, 60, ignored_exceptions=[WebDriverException]).until(staleness_of(page))


def heading(browser: Chrome) -> str:
    """The heading of the page."""
    return browser.find_element(By.TAG_NAME, "h1").text
