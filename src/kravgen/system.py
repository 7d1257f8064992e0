"""What the operating system answers, in the user's words: its own words are in another language."""

from __future__ import annotations

import errno

from kravgen.i18n import _, _n


def reason_of(error: OSError) -> str:
    """Why the system refused, as the end of a sentence: "the disk is full". An unknown reason is told by its number."""
    if isinstance(error, UnicodeError) or error.errno is None:
        return _("the system gives no reason")
    told = _REASONS.get(error.errno)
    return _(told) if told else _("the system answers with error {number}").format(number=error.errno)


_REASONS = {
    errno.ENOENT: _n("it does not exist"),
    errno.EACCES: _n("you have no right to it"),
    errno.EPERM: _n("you have no right to it"),
    errno.EISDIR: _n("it is a folder"),
    errno.ENOTDIR: _n("a file stands where a folder is needed"),
    errno.EEXIST: _n("it exists already"),
    errno.ENOTEMPTY: _n("the folder is not empty"),
    errno.ENOSPC: _n("the disk is full"),
    errno.EDQUOT: _n("your space on the disk is full"),
    errno.EFBIG: _n("the file would be too large"),
    errno.EROFS: _n("the disk can only be read"),
    errno.ENAMETOOLONG: _n("the name is too long"),
    errno.ELOOP: _n("it is a link that leads to itself"),
    errno.EINVAL: _n("the name or the place is not one that the system takes"),
    errno.EILSEQ: _n("the name has a character that the system does not take"),
    errno.EBUSY: _n("another program uses it"),
    errno.ETXTBSY: _n("another program uses it"),
    errno.EMFILE: _n("too many files are open"),
    errno.ENFILE: _n("too many files are open"),
    errno.ENOMEM: _n("the memory is full"),
    errno.EIO: _n("the disk or the network gives a fault"),
    errno.ENXIO: _n("it is not a file that can be read"),
    errno.ESTALE: _n("the connection to the network folder is lost"),
    errno.ETIMEDOUT: _n("the network does not answer"),
    errno.ENOEXEC: _n("it is not a program that can be run"),
}
