"""What the operating system answers, in the user's words: its own words are in another language."""

from __future__ import annotations

import errno

from kravgen.i18n import _, _n


def reason_of(error: OSError) -> str:
    """Why the system refused, as the end of a sentence: "the disk is full". An unknown reason is told by its number."""
    if isinstance(error, UnicodeError) or error.errno is None:
        return _("the system gives no reason")
    told = _REASONS.get(errno.errorcode.get(error.errno, ""))
    return _(told) if told else _("the system answers with error {number}").format(number=error.errno)


_REASONS = {
    "ENOENT": _n("it does not exist"),
    "EACCES": _n("you have no right to it"),
    "EPERM": _n("you have no right to it"),
    "EISDIR": _n("it is a folder"),
    "ENOTDIR": _n("a file stands where a folder is needed"),
    "EEXIST": _n("it exists already"),
    "ENOTEMPTY": _n("the folder is not empty"),
    "ENOSPC": _n("the disk is full"),
    "EDQUOT": _n("your space on the disk is full"),
    "EFBIG": _n("the file would be too large"),
    "EROFS": _n("the disk can only be read"),
    "ENAMETOOLONG": _n("the name is too long"),
    "ELOOP": _n("it is a link that leads to itself"),
    "EINVAL": _n("the name or the place is not one that the system takes"),
    "EILSEQ": _n("the name has a character that the system does not take"),
    "EBUSY": _n("another program uses it"),
    "ETXTBSY": _n("another program uses it"),
    "EMFILE": _n("too many files are open"),
    "ENFILE": _n("too many files are open"),
    "ENOMEM": _n("the memory is full"),
    "EIO": _n("the disk or the network gives a fault"),
    "ENXIO": _n("it is not a file that can be read"),
    "ESTALE": _n("the connection to the network folder is lost"),
    "ETIMEDOUT": _n("the network does not answer"),
    "ENOEXEC": _n("it is not a program that can be run"),
}
