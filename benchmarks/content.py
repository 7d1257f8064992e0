"""The same requirements for everybody: generated, so that any number can be had, and always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass

_TEXT = """
leverantören beställaren tjänsten ska kunna hantera information säkert enligt avtal redovisa spårbarhet logg
behörighet åtkomst kryptering export öppna format gränssnitt dokumentation personuppgifter tillgänglighet
kontinuitet drift support svarstid incident rapport användare roller ändring version prov bilaga data
"""
WORDS = _TEXT.split()
HEADERS = ("Nr", "Krav", "Typ", "Svar", "Kommentar")


@dataclass(frozen=True)
class Requirement:
    """One requirement: about 40 words with two bold runs, one in italics and two bullets."""

    number: int
    runs: tuple[tuple[str, bool, bool], ...]
    bullets: tuple[tuple[tuple[str, bool, bool], ...], ...]

    @property
    def id(self) -> str:
        return f"KRAV-{self.number:05}"

    @property
    def kind(self) -> str:
        """One kind only: what another must have besides has changed since the first release."""
        return "ska"

    @property
    def markdown(self) -> str:
        """The text in Markdown."""
        lines = [_marked(self.runs), "", *(f"- {_marked(bullet)}" for bullet in self.bullets)]
        return "\n".join(lines)


def requirements(count: int) -> list[Requirement]:
    """``count`` requirements."""
    source = random.Random(20260101)

    def words(number: int) -> str:
        return " ".join(source.choice(WORDS) for _ in range(number))

    made = []
    for number in range(1, count + 1):
        runs = (
            (f"{words(8).capitalize()} ", False, False),
            (words(2), True, False),
            (f" {words(5)} ", False, False),
            (words(2), False, True),
            (f" {words(5)} & mer inom 30 dagar.", False, False),
        )
        bullets = (
            ((words(9).capitalize(), False, False),),
            (
                (f"{words(4).capitalize()} ", False, False),
                (words(2), True, False),
                (f" {words(3)}", False, False),
            ),
        )
        made.append(Requirement(number, runs, bullets))
    return made


def block(count: int) -> str:
    """The requirements as a block of a requirements library, with all that a block must have."""
    head = (
        "block: bank\ntitle: Krav\ncovers: Prov.\ndoes_not_cover: Annat.\nowner: upphandlare\n"
        "review_by: 2027-06-30\nrequirements:\n"
    )
    return head + "".join(_entry(requirement) for requirement in requirements(count))


def _entry(requirement: Requirement) -> str:
    # kravgen and the obvious way fill in a parameter, as a library has them; the others get the text as it is.
    written = requirement.markdown.replace("30 dagar", "{{ days }} dagar")
    text = "\n".join(f"      {line}".rstrip() for line in written.splitlines())
    return (
        f"  - id: {requirement.id}\n    title: Krav nummer {requirement.number}\n    kind: {requirement.kind}\n"
        f"    text: |-\n{text}\n    phase: drift\n    motive: Det behövs för {requirement.number}.\n"
        f"    evidence: Beskrivning {requirement.number}.\n"
        "    test: {method: prov, accept: Provet visar att kravet är uppfyllt.}\n"
        "    parameters:\n      days: {type: integer, label: tid, unit: dagar, default: 30, minimum: 1, maximum: 60}\n"
        "    light: true\n    tags: [prov]\n"
    )


def _marked(runs: tuple[tuple[str, bool, bool], ...]) -> str:
    marks = {(True, False): "**", (False, True): "*", (False, False): ""}
    return "".join(f"{marks[bold, italic]}{text}{marks[bold, italic]}" for text, bold, italic in runs)
