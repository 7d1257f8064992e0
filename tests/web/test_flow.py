"""From the first page to a package, through forms alone: no script and no browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kravgen.archive import pack
from tests.conftest import Kravgen
from tests.web.server import DAY, SURVEY, Answer, Visitor, started


def _made(visitor: Visitor) -> Answer:
    """The overview of a small purchase."""
    return visitor.answered(visitor.begun(), SURVEY)


def _state(page: Answer) -> dict[str, str]:
    return {name: page.fields[name] for name in ("token", "state")}


def test_plain_questions_suggest_a_profile(visitor: Visitor) -> None:
    page = visitor.post("/borja", token=visitor.token(), what="system", go="next")
    assert (page.status, page.fields["asked"], page.fields["what"]) == (200, "how", "system")
    unanswered = visitor.post("/borja", token=visitor.token(), what="system", asked="how", go="next")
    assert unanswered.status == 422 and "Välj ett svar" in unanswered.text
    page = visitor.post("/borja", token=visitor.token(), what="system", how="direct", asked="how", go="next")
    assert page.status == 200
    assert page.fields["profile"] == "direktupphandling-light"


def test_a_small_purchase_becomes_a_package(visitor: Visitor) -> None:
    page = visitor.begun()
    asked = 0
    while 'id="answer"' in page.text:
        asked += 1
        page = visitor.post("/fraga", **page.fields, answer=SURVEY[page.fields["key"]], go="next")
        assert page.status == 200, page.errors
    assert 0 < asked <= 12
    assert page.heading == "Enkätverktyg"
    package = visitor.post("/paket", **_state(page), go="draft")
    assert package.status == 200
    assert package.headers["content-type"] == "application/zip"
    files = package.files
    assert "enkatverktyg/kravspecifikation-light.docx" in files
    assert "enkatverktyg/manifest.json" in files
    assert files["enkatverktyg/enkatverktyg.yaml"].decode() == page.fields["state"]


def test_what_is_in_the_zip_is_what_the_program_makes(
    visitor: Visitor, folder: Path, kravgen: Kravgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On the day of the server, whatever day it is.
    monkeypatch.setenv(*next(iter(DAY.items())))
    page = _made(visitor)
    files = visitor.post("/paket", **_state(page), go="draft").files
    (folder / "enkatverktyg.yaml").write_bytes(files["enkatverktyg/enkatverktyg.yaml"])
    assert kravgen("generate", "enkatverktyg.yaml").code == 0
    made = folder / "output" / "enkatverktyg"
    word = [name for name in files if name.endswith(".docx")]
    assert len(word) > 5
    for name in word:
        assert (made / name.removeprefix("enkatverktyg/")).read_bytes() == files[name], name


def test_nothing_is_sent_while_something_is_left(visitor: Visitor) -> None:
    page = visitor.post("/status", **_state(_made(visitor)), status="klar")
    refused = visitor.post("/paket", **_state(page), go="send")
    assert refused.status == 422
    assert "Underlaget är inte klart" in refused.text


def test_a_saved_file_goes_on_where_it_was(visitor: Visitor) -> None:
    page = visitor.answered(visitor.begun(), {"estimated_value": "180000"})
    saved = visitor.post("/spara", **_state(page))
    assert 'filename="enkatverktyg.yaml"' in saved.headers["content-disposition"]
    assert saved.body.decode() == page.fields["state"]
    again = Visitor(visitor.base)
    resumed = again.upload("/fil", saved.body, token=again.token(), go="open")
    assert resumed.status == 200
    assert resumed.fields["state"] == page.fields["state"]
    assert "180 000 kronor" in resumed.text.replace("\u00a0", " ")


def test_comments_of_a_file_are_kept(visitor: Visitor) -> None:
    page = visitor.begun()
    text = page.fields["state"].replace("facts:\n", "facts:  # skrivet för hand\n", 1)
    fields = {**page.fields, "state": text}
    after = visitor.post("/fraga", **fields, answer="false", go="next")
    assert after.status == 200
    assert "# skrivet för hand" in after.fields["state"]
    assert "security_sensitive: false" in after.fields["state"]


@pytest.mark.parametrize("field", ["title", "buyer", "purpose"])
def test_html_in_a_field_is_words(visitor: Visitor, field: str) -> None:
    words = """"><script>alert(1)</script>'&amp; {{ 7*7 }} # x: [y]"""
    page = visitor.answered(visitor.begun(**{field: words}), SURVEY)
    assert page.status == 200
    assert "<script" not in page.text
    package = visitor.post("/paket", **_state(page), go="draft")
    assert package.status == 200, package.text
    document = visitor.post("/dokument", **_state(page))
    assert document.status == 200
    assert "<script" not in document.text


def test_html_in_an_answer_is_words(visitor: Visitor) -> None:
    page = visitor.post("/fraga", **{**visitor.begun().fields, "key": "users_count"}, go="show")
    page = visitor.post("/fraga", **page.fields, answer="<img src=x onerror=alert(1)>", go="next")
    assert page.status == 422
    assert "<img" not in page.text
    assert page.errors


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("estimated_value", ""),
        ("estimated_value", "mycket"),
        ("estimated_value", "-5"),
        ("security_sensitive", "kanske"),
        ("delivery_model", "annat"),
        ("functions", ["survey", "-"]),
        ("functions", "annat"),
    ],
)
def test_a_wrong_answer_is_told_at_the_field(visitor: Visitor, key: str, answer: str | list[str]) -> None:
    page = visitor.post("/fraga", **{**visitor.begun().fields, "key": key}, go="show")
    before = page.fields["state"]
    wrong = visitor.post("/fraga", **page.fields, answer=answer, go="next")
    assert wrong.status == 422
    assert wrong.errors
    assert wrong.fields["state"] == before
    assert re.search(r'aria-describedby="[^"]*answer-error', wrong.text)
    assert re.search(r"<title>Fel: ", wrong.text)


def test_the_same_form_twice_and_two_tabs(visitor: Visitor) -> None:
    page = visitor.begun()
    once = visitor.post("/fraga", **page.fields, answer="false", go="next")
    twice = visitor.post("/fraga", **page.fields, answer="false", go="next")
    assert once.fields == twice.fields
    other = visitor.begun(title="Ett annat köp")
    other = visitor.post("/fraga", **other.fields, answer="false", go="next")
    again = visitor.post("/fraga", **once.fields, answer="false", go="next")
    assert "Ett annat köp" in other.fields["state"]
    assert "Ett annat köp" not in again.fields["state"]


def test_back_and_skip_and_take_away(visitor: Visitor) -> None:
    first = visitor.begun()
    second = visitor.post("/fraga", **first.fields, answer="false", go="next")
    back = visitor.post("/fraga", **second.fields, go="back")
    assert back.fields["key"] == first.fields["key"]
    assert 'value="false" checked' in back.text
    skipped = visitor.post("/fraga", **second.fields, go="skip")
    assert skipped.fields["key"] not in (first.fields["key"], second.fields["key"])
    cleared = visitor.post("/fraga", **back.fields, go="clear")
    assert "security_sensitive: false" not in cleared.fields["state"]


def test_a_question_that_must_be_answered_stops_the_package_and_leads_there(visitor: Visitor) -> None:
    given = {name: answer for name, answer in SURVEY.items() if name != "framework_available"}
    page = visitor.answered(visitor.begun(), given)
    assert "Inga dokument kan skapas än" in page.text
    refused = visitor.post("/paket", **_state(page), go="draft")
    assert refused.status == 422
    assert refused.fields["key"] == "framework_available"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Välj en fil först"),
        (pack({"a.txt": b"x"}), "zip-fil"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ""),
        (b"a: [", ""),
        (b"just words", "ingen upphandlingsfil"),
        (b"profile: finns-inte\ntitle: Xy\nbuyers: [{name: Xy}]\n", "finns-inte"),
        ("profile: direktupphandling-light\ntitle: Å\nbuyers: []\n".encode("latin-1"), ""),
        (b"# x\n" * 100_000, "större än"),
    ],
)
def test_a_file_that_is_no_procurement_is_told(visitor: Visitor, content: bytes, told: str) -> None:
    page = visitor.upload("/fil", content, token=visitor.token(), go="open")
    assert page.status == 422
    assert told in page.text
    assert "Traceback" not in page.text


def test_fifty_megabytes_are_told_at_the_field(visitor: Visitor) -> None:
    page = visitor.upload("/fil", b"x" * 50_000_000, token=visitor.token(), go="open")
    assert page.status == 413
    assert "Filen är för stor" in page.errors[0]
    assert 'aria-invalid="true"' in page.text


def test_a_form_from_elsewhere_is_asked_about(visitor: Visitor) -> None:
    page = visitor.begun()
    stranger = Visitor(visitor.base)
    asked = stranger.post("/fraga", **page.fields, answer="false", go="next")
    assert asked.status == 403
    # Nothing is lost: the same form, sent by whoever sees it, does what was asked for.
    fields = asked.fields
    assert stranger.post("/fraga", **fields).fields["key"] == "framework_available"


def test_a_page_from_before_a_new_start_loses_nothing(visitor: Visitor) -> None:
    page = visitor.begun()
    with started() as later:
        moved = Visitor(later, visitor.cookies)
        asked = moved.post("/fraga", **page.fields, answer="false", go="next")
        assert asked.status == 403
        assert "security_sensitive: false" in moved.post("/fraga", **asked.fields).fields["state"]


def test_english_and_back(visitor: Visitor) -> None:
    page = visitor.post("/fraga", **visitor.begun().fields, language="en")
    assert '<html lang="en">' in page.text
    assert "Save and go on" in page.text
    assert '<html lang="en">' in visitor.get("/").text
    assert '<html lang="sv">' in visitor.post("/", token=page.fields["token"], language="sv").text


def test_the_library_is_searched_and_explained(visitor: Visitor) -> None:
    assert "Tillgänglighet" in visitor.get("/bibliotek").text
    found = visitor.get("/sok?q=provexport")
    item = re.search(r'href="(/post/[A-Z0-9-]+)"', found.text)
    assert item
    told = visitor.get(item[1]).text
    for label in ("Skäl", "Hur det provas", "Lag och standard", "När det är med", "Slag av köp"):
        assert f"<dt>{label}</dt>" in told, label
    assert visitor.get("/post/FINNS-INTE-1").status == 404
    assert "<b>" not in visitor.get("/sok?q=%3Cb%3E%22").text


def test_a_document_is_read_with_marks_for_what_is_open(visitor: Visitor) -> None:
    page = visitor.post("/dokument", **_state(_made(visitor)), document="kravspecifikation-light")
    assert page.status == 200
    assert "<mark>[FYLL I: " in page.text
    assert page.text.count("<table>") > 0
    unknown = visitor.post("/dokument", **_state(_made(visitor)), document="../../etc/passwd")
    assert "finns inte" in unknown.text


def test_what_is_left_for_a_role_is_filled_in(visitor: Visitor) -> None:
    page = visitor.post("/luckor", **_state(_made(visitor)), role="upphandlare")
    keys = re.findall(r'name="gap" value="([^"]+)"', page.text)
    assert "diarienummer" in keys
    words = ["KS 2026/17" if key == "diarienummer" else "" for key in keys]
    filled = visitor.post("/luckor", **_state(page), role="upphandlare", gap=keys, words=words, go="fill")
    assert filled.status == 200, filled.errors
    assert "reference_number: KS 2026/17" in filled.fields["state"]


def test_nothing_that_is_left_of_a_small_purchase_is_to_be_written_by_hand(visitor: Visitor) -> None:
    made = _made(visitor)
    roles = re.findall(r'name="role" value="([^"]+)"', made.text)
    assert len(roles) > 1
    for role in roles:
        page = visitor.post("/luckor", **_state(made), role=role)
        assert page.text.count('name="gap"') and "skrivs för hand" not in page.text, role


def test_what_cannot_be_filled_in_is_told_at_its_field(visitor: Visitor) -> None:
    page = visitor.post("/luckor", **_state(_made(visitor)), role="upphandlare")
    keys = re.findall(r'name="gap" value="([^"]+)"', page.text)
    assert "contract_years" in keys
    words = ["i övermorgon" if key == "contract_years" else "" for key in keys]
    wrong = visitor.post("/luckor", **_state(page), role="upphandlare", gap=keys, words=words, go="fill")
    assert wrong.status == 422
    assert len(wrong.errors) == 1
    assert "i övermorgon" in wrong.text


def test_what_is_asked_for_no_more_is_told_with_its_words(visitor: Visitor) -> None:
    lost = visitor.post(
        "/luckor",
        **_state(_made(visitor)),
        role="upphandlare",
        gap="buyers.x.name",
        words="Norrby",
        go="fill",
    )
    assert lost.status == 422
    assert len(lost.errors) == 1 and "buyers.x.name" in lost.errors[0] and "Norrby" in lost.errors[0]


@pytest.mark.parametrize("words", ["Köp [[FINNS-INTE]]", "x" * 250, "a\u202eb"])
def test_what_no_document_can_hold_is_told_at_its_field(visitor: Visitor, words: str) -> None:
    state = _state(visitor.begun())
    wrong = visitor.post("/om", **state, go="next", title=words, buyer="Lindhags kommun", purpose="Ett köp.")
    assert wrong.status == 422 and wrong.heading == "Om köpet"
    assert len(wrong.errors) == 1
    # What was right is kept in the form, and the draft is as it was.
    assert "Ett köp." in wrong.text and wrong.fields["state"] == state["state"]


@pytest.mark.parametrize("buyers", ["", "buyers: []\n", "buyers: {name: Lindhags kommun}\n", "buyers: [1]\n"])
@pytest.mark.parametrize("path", ["/om", "/fraga", "/oversikt", "/luckor", "/dokument", "/paket"])
def test_a_file_with_something_wrong_is_told_on_every_page(visitor: Visitor, path: str, buyers: str) -> None:
    state = {
        **_state(visitor.begun()),
        "state": f"profile: direktupphandling-light\ntitle: Ett köp\n{buyers}",
    }
    told = visitor.post(path, **state, role="upphandlare")
    assert told.status == 422
    assert told.heading in ("Något i filen måste rättas", "Fortsätt med en fil")


def test_a_direct_purchase_above_the_limit_is_refused_with_the_reason(visitor: Visitor) -> None:
    page = visitor.answered(visitor.begun(), SURVEY | {"estimated_value": "9500000"})
    assert "Inga dokument kan skapas än" in page.text
    refused = visitor.post("/paket", **_state(page), go="draft")
    assert refused.status == 422
    assert "9 500 000" in refused.text.replace("\u00a0", " ") or "beloppsgräns" in refused.text


def test_no_other_file_of_the_server_is_told(visitor: Visitor) -> None:
    text = (
        _made(visitor).fields["state"]
        + "value:\n  together: [{what: Annat, file: e-arkiv.yaml, amount: 1}]\n"
    )
    page = visitor.post("/oversikt", token=visitor.token(), state=text)
    assert page.status < 500
    for name in ("README.md", "e-arkiv.lock", "konsulter.yaml", "Makefile"):
        assert name not in page.text


def test_a_small_purchase_is_made_ready_and_sent_without_touching_the_file(visitor: Visitor) -> None:
    page = _made(visitor)
    words = {
        "contract_years": "2 år + 1 år",
        "evaluation_model": "lägsta pris",
        "organisationsnummer-for-lindhags-kommun": "212000-0000",
        "sista-dag-for-anbud": "15 januari 2027 klockan 12",
        "dag-da-leveransen-ska-vara-klar": "1 mars 2027",
    }
    while roles := re.findall(r'name="role" value="([^"]+)"', page.text):
        asked = visitor.post("/luckor", **_state(page), role=roles[0])
        keys = re.findall(r'name="gap" value="([^"]+)"', asked.text)
        told = [words.get(key, f"Svar om {key}") for key in keys]
        page = visitor.post("/luckor", **_state(asked), role=roles[0], gap=keys, words=told, go="fill")
        assert page.status == 200, (roles[0], page.errors)
    gates = re.findall(r'name="gate" value="([^"]+)"', page.text)
    assert gates
    for gate in gates:
        asked = visitor.post("/sparr", **_state(page), gate=gate)
        by = re.findall(r'name="by" value="([^"]+)"', asked.text)
        empty = visitor.post("/sparr", **_state(asked), gate=gate, because=" ", by="någon", go="lift")
        assert (empty.status, len(empty.errors)) == (422, 2)
        why = "Läst av kommunjurist, SN 2026/1."
        page = visitor.post("/sparr", **_state(asked), gate=gate, because=why, by=by[0], go="lift")
        assert page.status == 200 and gate in page.fields["state"]
    refused = visitor.post("/paket", **_state(page), go="send")
    assert refused.status == 422 and "Välj Klara att skicka" in refused.text and "i filen" not in refused.text
    page = visitor.post("/status", **_state(page), status="klar")
    sent = visitor.post("/paket", **_state(page), go="send")
    assert sent.status == 200, sent.text
