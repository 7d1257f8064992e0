"""The pictures of the guides, taken in a browser of a started server. Run by ``make pictures`` when a page has changed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.conftest import ROOT
from tests.web.browser import opened, press, resized
from tests.web.server import started
from tests.web.test_browser import answer_all, begin, key_of

IMAGES = ROOT / "docs" / "images"
_WIDTH, _TALLEST = 900, 1100


def take(browser: Chrome, name: str) -> None:
    """A picture of the whole page, or of its beginning when it is long."""
    resized(browser, (_WIDTH, 500))
    height = browser.execute_script("return document.documentElement.scrollHeight")
    resized(browser, (_WIDTH, min(height, _TALLEST)))
    browser.save_screenshot(str(IMAGES / f"webb-{name}.png"))


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as downloads, started() as address, opened(Path(downloads)) as browser:
        browser.get(address)
        take(browser, "start")

        def seen(browser: Chrome) -> None:
            if key_of(browser) == "estimated_value":
                take(browser, "fraga")

        begin(browser, address, lambda browser: None)
        answer_all(browser, seen)
        take(browser, "oversikt")
        press(browser, "Läs dokumenten här")
        browser.find_element(By.CSS_SELECTOR, "option[value=kravspecifikation-light]").click()
        press(browser, "Visa")
        take(browser, "dokument")
        browser.get(f"{address}/sok?q=provexport")
        browser.find_element(By.CSS_SELECTOR, ".hits a").click()
        take(browser, "krav")


if __name__ == "__main__":
    main()
