"""The handbook in a real browser, opened from a folder: search, accessibility, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from tests.web.browser import NARROW, WIDE, faults, opened, overflow, resized

PAGES = (
    *("index.html", "alla.html", "kallor.html", "upphandlingar.html", "nyheter.html", "krav/EXIT-08.html"),
    *("amne/digital-tillganglighet.html", "kalla/lou.html", "upphandling/e-arkiv.html"),
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with opened(tmp_path_factory.mktemp("downloads")) as found:
        yield found


@pytest.mark.parametrize("page", PAGES)
def test_everybody_can_read_each_kind_of_page(browser: Chrome, handbook: Path, page: str) -> None:
    resized(browser, WIDE)
    assert (handbook / page).is_file()
    browser.get((handbook / page).as_uri())
    assert faults(browser) == []
    for size, scale in ((NARROW, 1), ((640, 900), 2)):
        resized(browser, size, scale)
        assert overflow(browser) <= 0, size


def test_the_search_finds_while_it_is_written_and_by_keyboard(browser: Chrome, handbook: Path) -> None:
    resized(browser, WIDE)
    browser.get((handbook / "index.html").as_uri())
    # What the program that knows the rules has told of its own before is no fault of the page.
    browser.get_log("browser")
    box = browser.find_element(By.ID, "q")
    box.send_keys("exit-08")
    first = browser.find_element(By.CSS_SELECTOR, "#hits a")
    assert first.text == "EXIT-08 Tid för hämtning av data"
    assert browser.get_log("browser") == []
    assert faults(browser) == []
    box.send_keys(Keys.TAB, Keys.ENTER)
    assert browser.find_element(By.TAG_NAME, "h1").text == "Tid för hämtning av data"
    browser.get((handbook / "index.html").as_uri())
    browser.find_element(By.ID, "q").send_keys("finnsinte")
    assert browser.find_element(By.ID, "found").text == "0 träffar."


def test_without_scripts_there_is_a_page_of_all_items(handbook: Path, tmp_path: Path) -> None:
    with opened(tmp_path, scripts=False) as browser:
        browser.get((handbook / "index.html").as_uri())
        assert not browser.find_element(By.ID, "search").is_displayed()
        browser.find_element(By.CSS_SELECTOR, "noscript a").click()
        assert browser.find_element(By.TAG_NAME, "h1").text == "Alla krav"
