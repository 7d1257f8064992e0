"""A head of unit in a browser: from the first page to a package, by pointer, by keyboard, and with what helps people see."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from tests.conftest import ROOT
from tests.web.browser import NARROW, WIDE, faults, heading, opened, overflow, press, resized, wait_for_next
from tests.web.server import SURVEY

MOST_QUESTIONS = 12


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the browser puts what it downloads."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads: Path) -> Iterator[Chrome]:
    """One browser for all."""
    with opened(downloads) as found:
        yield found


Seen = Callable[[Chrome], None]


def begin(browser: Chrome, address: str, seen: Seen) -> None:
    """From the first page to the first question."""
    browser.get(address)
    seen(browser)
    press(browser, "Börja ett nytt köp")
    seen(browser)
    press(browser, "Gå vidare")
    seen(browser)
    for answer in ("what-system", "how-direct"):
        browser.find_element(By.ID, answer).click()
        press(browser, "Gå vidare")
        seen(browser)
    press(browser, "Gå vidare")
    press(browser, "Spara och gå vidare")
    seen(browser)
    for name, words in (
        ("title", "Enkätverktyg"),
        ("buyer", "Lindhags kommun"),
        ("purpose", "Fråga invånare."),
    ):
        browser.find_element(By.ID, name).send_keys(words)
    press(browser, "Spara och gå vidare")


def key_of(browser: Chrome) -> str:
    """The question of the page; empty when the page asks nothing."""
    found = browser.find_elements(By.CSS_SELECTOR, "#main-form input[name=key]")
    return (found[0].get_attribute("value") or "") if found else ""


def _answer(browser: Chrome, answers: str | Sequence[str]) -> None:
    field = browser.find_elements(By.CSS_SELECTOR, "input[type=text]#answer, textarea#answer")
    for answer in [answers] if isinstance(answers, str) else answers:
        if field:
            field[0].send_keys(answer)
        else:
            browser.find_element(By.ID, f"answer-{answer}").click()


def answer_all(browser: Chrome, seen: Seen) -> int:
    """Answer every question; how many there were."""
    browser.implicitly_wait(0)
    asked = 0
    while key := key_of(browser):
        asked += 1
        assert asked <= MOST_QUESTIONS
        seen(browser)
        _answer(browser, SURVEY[key])
        press(browser, "Spara och gå vidare")
    browser.implicitly_wait(5)
    return asked


def _downloaded(downloads: Path, name: str) -> zipfile.ZipFile:
    for _number in range(300):
        if (downloads / name).exists():
            return zipfile.ZipFile(downloads / name)
        time.sleep(0.1)
    raise AssertionError(f"{name} has not come: {list(downloads.iterdir())}")


def _sees_all(browser: Chrome) -> None:
    """The page has no fault, and fits a narrow window and one that is doubled."""
    assert faults(browser) == [], browser.current_url
    for size, scale in ((NARROW, 1), ((640, 900), 2)):
        resized(browser, size, scale)
        assert overflow(browser) <= 0, (browser.current_url, size)
    resized(browser, WIDE)


def test_from_the_first_page_to_a_package(browser: Chrome, served: str, downloads: Path) -> None:
    resized(browser, WIDE)
    begin(browser, served, _sees_all)
    press(browser, "Spara och gå vidare")
    _sees_all(browser)
    assert 0 < answer_all(browser, _sees_all) <= MOST_QUESTIONS
    assert heading(browser) == "Enkätverktyg"
    _sees_all(browser)
    press(browser, "Hämta dokumenten", leaves=False)
    with _downloaded(downloads, "enkatverktyg.zip") as package:
        assert package.testzip() is None
        assert "enkatverktyg/kravspecifikation-light.docx" in package.namelist()
    press(browser, "Fyll i")
    _sees_all(browser)
    press(browser, "Tillbaka till översikten")
    press(browser, "Skriv vad som är gjort: Texterna granskade")
    _sees_all(browser)
    press(browser, "Spara")
    _sees_all(browser)
    press(browser, "Tillbaka till översikten")
    press(browser, "Hämta mappen att skicka")
    _sees_all(browser)
    press(browser, "Tillbaka till översikten")
    press(browser, "Läs dokumenten här")
    _sees_all(browser)
    assert [
        entry for entry in browser.get_log("browser") if "Content Security Policy" in entry["message"]
    ] == []


def test_without_scripts(served: str, tmp_path: Path) -> None:
    with opened(tmp_path, scripts=False) as browser:
        browser.get(
            "data:text/html,<p id=p>off</p><script>document.getElementById('p').textContent='on'</script>"
        )
        assert browser.find_element(By.ID, "p").text == "off"
        begin(browser, served, lambda browser: None)
        answer_all(browser, lambda browser: None)
        press(browser, "Hämta dokumenten", leaves=False)
        with _downloaded(tmp_path, "enkatverktyg.zip") as package:
            assert package.testzip() is None


def test_by_keyboard_alone(browser: Chrome, served: str) -> None:
    browser.get(served)

    def tab_to(words: str) -> None:
        for _number in range(60):
            browser.switch_to.active_element.send_keys(Keys.TAB)
            active = browser.switch_to.active_element
            if words in (active.text.strip(), active.get_attribute("id"), active.get_attribute("name")):
                outline = active.value_of_css_property("outline-style")
                assert outline != "none", f"{words} does not show that it has the focus"
                return
        raise AssertionError(f"no way to {words}")

    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Till innehållet"
    tab_to("Börja ett nytt köp")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    for chosen in ("what-system", "how-direct"):
        tab_to(chosen)
        browser.switch_to.active_element.send_keys(Keys.SPACE)
        tab_to("Gå vidare")
        page = browser.find_element(By.TAG_NAME, "html")
        browser.switch_to.active_element.send_keys(Keys.ENTER)
        wait_for_next(browser, page)
    tab_to("Gå vidare")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    for name, words in (("title", "Enkätverktyg"), ("buyer", "Lindhags kommun")):
        tab_to(name)
        browser.switch_to.active_element.send_keys(words)
    tab_to("purpose")
    browser.switch_to.active_element.send_keys("Fråga invånare.")
    tab_to("Spara och gå vidare")
    page = browser.find_element(By.TAG_NAME, "html")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait_for_next(browser, page)
    first = key_of(browser)
    tab_to("answer-true")
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    # Enter in a form goes on, and does not go back or change the language.
    page = browser.find_element(By.TAG_NAME, "html")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait_for_next(browser, page)
    assert key_of(browser) not in ("", first)
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "sv"


def test_the_back_button_shows_the_page_before(browser: Chrome, served: str) -> None:
    begin(browser, served, lambda browser: None)
    first = key_of(browser)
    browser.find_element(By.ID, "answer-false").click()
    press(browser, "Spara och gå vidare")
    second = key_of(browser)
    browser.back()
    assert key_of(browser) == first
    browser.find_element(By.ID, "answer-false").click()
    press(browser, "Spara och gå vidare")
    assert key_of(browser) == second


@pytest.mark.parametrize(
    "path",
    [
        "/profil",
        "/fil",
        "/las",
        "/bibliotek",
        "/bibliotek/digital-tillganglighet",
        "/sok?q=export",
        "/finns-inte",
    ],
)
def test_pages_beside_the_flow(browser: Chrome, served: str, path: str) -> None:
    resized(browser, WIDE)
    browser.get(served + path)
    _sees_all(browser)


def test_errors_and_items_and_english(browser: Chrome, served: str, tmp_path: Path) -> None:
    resized(browser, WIDE)
    junk = tmp_path / "foto.yaml"
    junk.write_bytes(b"PK\x03\x04junk")
    browser.get(f"{served}/fil")
    browser.find_element(By.ID, "file").send_keys(str(junk))
    press(browser, "Öppna")
    assert "zip-fil" in browser.find_element(By.CSS_SELECTOR, ".summary").text
    _sees_all(browser)
    browser.find_element(By.ID, "file").send_keys(str(ROOT / "examples" / "e-arkiv.yaml"))
    press(browser, "Öppna")
    _sees_all(browser)
    browser.get(f"{served}/sok?q=provexport")
    page = browser.find_element(By.TAG_NAME, "html")
    browser.find_element(By.CSS_SELECTOR, ".hits a").click()
    wait_for_next(browser, page)
    _sees_all(browser)
    browser.get(served)
    page = browser.find_element(By.TAG_NAME, "html")
    browser.find_element(By.CSS_SELECTOR, "button[name=language]").click()
    wait_for_next(browser, page)
    _sees_all(browser)
    assert heading(browser) == "Documents for an IT purchase"
    page = browser.find_element(By.TAG_NAME, "html")
    browser.find_element(By.CSS_SELECTOR, "button[name=language]").click()
    wait_for_next(browser, page)
    assert heading(browser) != "Documents for an IT purchase"
