"""Who must do what: one "ska", a named subject, and no other modal verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kravgen.i18n import _, _n
from kravgen.lint import swedish
from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule
from kravgen.lint.swedish import Word
from kravgen.lint.words import Words

MAX_WORDS = 60
MAX_CHARACTERS = 500

_MODAL = {"ska": "ska", "bör": "bör", "villkor": "ska"}
"""The verb that each kind of requirement has. A question needs none."""

_ARCHAIC = frozenset({"skall", "skola"})

_ELSE = re.compile(r"\{%-?\s*el(?:se|if)\b.*?\{%-?\s*endif\s*-?%\}", re.DOTALL)


def _one_modal(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands(*_MODAL):
        verbs = _forms(text)
        if sum(map(text.spoken_lower.count, verbs)) < 2:
            continue
        # Only one branch of a choice is ever shown.
        hidden = [found.span() for found in _ELSE.finditer(text.value)]
        found = [
            word
            for word in text.spoken_words
            if word.lower in verbs and not any(start <= word.start < end for start, end in hidden)
        ]
        if len(found) > 1:
            yield text.at(
                found[1].start,
                _('The requirement has "{word}" {count} times.').format(
                    word=found[1].lower, count=len(found)
                ),
                _("Make a requirement of each thing that must be true."),
                _split(text),
            )


def _no_modal(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands("ska", "bör"):
        verbs = {*_forms(text), *_others(text), "skola"}
        if verbs.isdisjoint(text.spoken_lower) and not _can(text, all_.words):
            yield text.at(
                0,
                _('The requirement has no "{word}".').format(word=_MODAL[text.entry.kind]),
                _('Say who must do what: "Leverantören ska …".'),
            )


def _other_modal(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands(*_MODAL):
        if not {*_others(text), "kan"}.intersection(text.spoken_lower):
            continue
        right = _MODAL[text.entry.kind]
        wrong = [word for word in text.spoken_words if word.lower in _others(text)]
        wrong = wrong or [word for word in [_can(text, all_.words)] if word]
        for word in wrong[:1]:
            alone = not set(_forms(text)).intersection(text.spoken_lower)
            yield text.at(
                word.start,
                _('"{word}" stands in a requirement of kind {kind}.').format(
                    word=word.lower, kind=text.entry.kind
                ),
                _('The binding word here is "{right}" and no other.').format(right=right),
                text.with_replaced(word.start, word.end, right) if alone else "",
            )


def _archaic(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().naming(_ARCHAIC):
        for word in text.spoken_words:
            if word.text in _ARCHAIC:
                if word.lower == "skola" and not _follows_subject(text, word, all_.words):
                    continue
                yield text.at(
                    word.start,
                    _('"{word}" is archaic.').format(word=word.lower),
                    _('Write "ska".'),
                    text.with_replaced(word.start, word.end, "ska"),
                )


def _subject_missing(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands("ska", "bör", "villkor", "fråga"):
        # Nearly every requirement begins with its subject.
        if text.lower and all_.words.is_subject(text.lower[0]):
            continue
        words = text.sentence_words(0)
        if words and not _is_about_something(words, text, all_.words):
            yield text.at(
                0,
                _("The requirement does not say who or what it is about."),
                _("Begin with who or what it is that must: Leverantören, Anbudsgivaren, Tjänsten."),
            )


def _is_about_something(words: Sequence[Word], text: Passage, known: Words) -> bool:
    """Whether the first sentence says who or what, or else the first that binds."""
    modal = next((at for at, word in enumerate(words) if word.lower in _forms(text)), None)
    if modal is None:
        binding = next((word for word in text.words if word.lower in _forms(text)), None)
        later = text.sentence_words(binding.start) if binding is not None else ()
        if later and _is_about_something(later, text, known):
            return True
    near = words[: modal + 4] if modal is not None else words
    named = any(known.is_subject(word.lower) for word in near)
    return named or bool(_thing_that_acts(words, modal, text, known))


def _too_long(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands():
        count = sum(1 for token in text.tokens if token[0] != swedish.MENTION)
        if count > MAX_WORDS or len(text.plain) > MAX_CHARACTERS:
            yield text.at(
                0,
                _("The requirement has {words} words and {characters} characters.").format(
                    words=count, characters=len(text.plain)
                ),
                _("At most {words} words and {characters} characters. Split it or move the details.").format(
                    words=MAX_WORDS, characters=MAX_CHARACTERS
                ),
            )


def _passive(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands(*_MODAL).meaning(swedish.is_passive):
        for start, end in text.sentences:
            words = [word for word in text.spoken_words if start <= word.start < end]
            found = _passive_verb(words, text)
            if found is None:
                continue
            modal, verb = found
            if _has_agent(words[verb + 1 :], all_.words):
                continue
            yield text.at(
                words[verb].start,
                _('"{word}" does not say who does it.').format(word=words[verb].lower),
                _("Name the one who does it and use the active form."),
                _made_active(text, words, modal, verb, all_.words),
            )


def _thing_that_acts(words: Sequence[Word], modal: int | None, text: Passage, lists: Words) -> bool:
    """Whether the sentence begins with somebody or a thing that does something: "Kameran ska maskera …".

    "Supporten ska vara öppen" and "Utbildningen ska ske …" say of nobody that he must do it.
    """
    if not words or modal == 0:
        return False
    first = words[0].lower
    named = swedish.is_definite(first) or first in _DETERMINERS or (first.endswith("s") and modal == 2)
    after = next((word.lower for word in words[(modal or 0) + 1 :] if word.lower not in _BETWEEN), "")
    if "under" in text.entry.data and named:
        # A draft about goods says what a thing must be, and whose it is: "Skärmen ska vara minst 24 tum".
        return after not in _STATES - _OF_GOODS or (modal == 2 and lists.is_subject(first.removesuffix("s")))
    return named and after not in _STATES


def _passive_verb(words: Sequence[Word], text: Passage) -> tuple[int, int] | None:
    """Where the modal and the passive infinitive that it governs stand."""
    modal = next((at for at, word in enumerate(words) if word.lower in _forms(text)), None)
    # "… när ägandet ska ändras" is about an event, not about what somebody must do.
    if modal is None or not _EVENT.isdisjoint(word.lower for word in words[1:modal]):
        return None
    for at in range(modal + 1, min(modal + 9, len(words))):
        word = words[at].lower
        if "," in text.plain[words[at - 1].end : words[at].start] or word in _CLAUSE:
            return None
        if word in _BETWEEN:
            continue
        if words[at].text[0].islower() and swedish.is_passive(word):
            return modal, at
        if swedish.is_active(word):
            return None
    return None


def _made_active(text: Passage, words: Sequence[Word], modal: int, verb: int, lists: Words) -> str:
    """The sentence with the supplier as its subject, when it begins with what is now the object."""
    first = words[0]
    if modal == 0 or first.lower in _NO_OBJECT:
        return ""
    _start, end = text.sentence(first.start)
    value = text.value
    thing = value[first.start : words[modal].start].strip()
    # Tjänsten and other defined words keep their capital.
    keeps = thing[:2].isupper() or lists.is_subject(first.lower)
    thing = thing if keeps else thing[0].lower() + thing[1:]
    between = value[words[modal].end : words[verb].start].replace("kunna", "").strip()
    middle = " ".join(part for part in (between, swedish.active(words[verb].text), thing) if part)
    return " ".join(f"Leverantören {words[modal].text} {middle}{value[words[verb].end : end]}".split())


def _has_agent(words: Sequence[Word], lists: Words) -> bool:
    return any(
        word.lower == "av" and any(lists.is_subject(w.lower) for w in words[at + 1 : at + 4])
        for at, word in enumerate(words)
    )


def _split(text: Passage) -> str:
    """Two requirements out of "X ska a och ska b.", when it is as simple as that."""
    found = re.fullmatch(
        r"(\S+) ska ([^,;]+?) (?:och|samt) (?:\1 )?ska ([^,;]+)\.", " ".join(text.value.split())
    )
    return f"{found[1]} ska {found[2]}. {found[1]} ska {found[3]}." if found else ""


def _forms(text: Passage) -> tuple[str, ...]:
    return ("bör",) if text.entry.kind == "bör" else ("ska", "skall")


def _others(text: Passage) -> tuple[str, ...]:
    return ("ska", "skall", "måste") if text.entry.kind == "bör" else ("bör", "måste", "torde")


def _can(text: Passage, lists: Words) -> Word | None:
    """The "kan" that a main clause has for its verb: "Systemet kan …"."""
    for start, end in text.sentences:
        words = [word for word in text.spoken_words if start <= word.start < end]
        for at, word in enumerate(words[1:3], 1):
            before = words[at - 1].lower
            named = lists.is_subject(before) or (at == 1 and swedish.is_definite(before))
            if word.lower == "kan" and named:
                return word
    return None


def _follows_subject(text: Passage, word: Word, lists: Words) -> bool:
    at = text.spoken_words.index(word)
    return at > 0 and lists.is_subject(text.spoken_words[at - 1].lower)


_CLAUSE = frozenset({"som", "att", "när", "om", "innan", "och", "samt", "men", "eftersom", "då"})
_STATES = frozenset({"vara", "finnas", "ske", "bli", "omfatta"})
_OF_GOODS = frozenset({"vara", "omfatta"})
_DETERMINERS = frozenset({"varje", "den", "de", "en", "ett", "var"})
_EVENT = frozenset({"när", "innan", "eftersom"})
_NO_OBJECT = frozenset(
    {"det", "när", "om", "vid", "för", "under", "i", "på", "leverantören", "anbudsgivaren"}
)
_BETWEEN = frozenset(
    {
        *("kunna", "inte", "alltid", "endast", "bara", "enbart", "även", "också", "alla", "samtliga", "båda"),
        *("normalt", "dessutom", "därefter", "senast", "utan", "aldrig", "själva", "egna", "minst", "högst"),
    }
)

RULES = (
    Rule(
        "KL101",
        "ett-ska",
        "error",
        _n('A requirement says "ska" more than once.'),
        _one_modal,
        bad="Leverantören ska logga varje inloggning och ska larma vid intrång.",
        good="Leverantören ska logga varje inloggning med tid och användare.",
    ),
    Rule(
        "KL102",
        "ska-saknas",
        "error",
        _n("A requirement lacks the verb that makes it binding."),
        _no_modal,
        bad="Leverantören loggar varje inloggning.",
        good="Leverantören ska logga varje inloggning.",
        drafts=False,
    ),
    Rule(
        "KL103",
        "blandade-verb",
        "error",
        _n("A requirement has a modal verb of another strength than its kind."),
        _other_modal,
        bad="Tjänsten måste visa text på svenska.",
        good="Tjänsten ska visa text på svenska.",
    ),
    Rule(
        "KL104",
        "skall",
        "warning",
        _n('The text has the archaic "skall" or "skola".'),
        _archaic,
        bad="Tjänsten skall visa text på svenska.",
        good="Tjänsten ska visa text på svenska.",
    ),
    Rule(
        "KL105",
        "subjekt",
        "error",
        _n("A requirement does not say who or what it is about."),
        _subject_missing,
        bad="Det ska vara möjligt att exportera data.",
        good="Leverantören ska lämna ut samtliga data i ett öppet format.",
    ),
    Rule(
        "KL106",
        "längd",
        "error",
        _n("A requirement is longer than a reader can hold."),
        _too_long,
        bad="Leverantören ska lämna "
        + "en rapport med datum, version, utfall, metod, ansvarig roll, brist, åtgärd och kostnad, " * 6
        + "till Beställaren.",
        good="Leverantören ska lämna en rapport med de uppgifter som bilagan anger.",
    ),
    Rule(
        "KL108",
        "passiv",
        "warning",
        _n("A requirement is in the passive and does not say who acts."),
        _passive,
        bad="Uppgifterna i Tjänsten ska krypteras vid lagring.",
        good="Leverantören ska kryptera uppgifterna i Tjänsten vid lagring.",
    ),
)
