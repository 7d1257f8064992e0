"""The elements of a Word file that change nothing for whoever reads it, or that are looked at where they are used."""

from __future__ import annotations

from kravgen.word.reading.file import w

# What text, tables and notes are made of.
_TEXT = """
document r t tab lastRenderedPageBreak noBreakHyphen softHyphen proofErr tblPr tblGrid
tr trPr tc tcPr sdt sdtPr sdtEndPr sdtContent pPr rPr hdr ftr footnotes endnotes comments footnote
endnote comment footnoteRef endnoteRef annotationRef separator continuationSeparator bookmarkStart
bookmarkEnd txbxContent smartTag smartTagPr customXml customXmlPr attr permStart permEnd
commentRangeStart commentRangeEnd commentReference footnoteReference endnoteReference
fldData ffData
"""
# What is said of a paragraph; what bears on reading is judged in :mod:`kravgen.word.reading.placement`.
_PARAGRAPHS = """
pStyle keepNext keepLines pageBreakBefore widowControl numPr ilvl numId suppressLineNumbers pBdr top left
bottom right start end between bar shd suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
autoSpaceDE autoSpaceDN adjustRightInd snapToGrid contextualSpacing mirrorIndents suppressOverlap jc
textAlignment textboxTightWrap outlineLvl divId cnfStyle
"""
# What is said of letters: judged as Word resolves it.
_RUNS = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof vanish
webHidden color w kern position sz szCs highlight u effect bdr vertAlign cs em lang specVanish fitText
"""
# What is said of a table.
_TABLES = """
tblStyle tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW jc tblBorders insideH
insideV tblLayout tblLook tblCaption tblDescription cantSplit tblHeader
wBefore wAfter tcBorders vAlign noWrap hideMark headers
"""
# What is said of a page.
_PAGES = """
sectPr headerReference footerReference type footnotePr endnotePr pos numFmt numStart numRestart pgBorders
lnNumType pgNumType formProt noEndnote titlePg printerSettings paperSrc
"""
# Fields to fill in: read as fields.
_FIELDS = """
alias tag id lock placeholder docPart showingPlcHdr text dropDownList comboBox listItem date
dateFormat lid storeMappedDataAs calendar docPartObj docPartList docPartGallery docPartCategory
docPartUnique temporary richText picture equation citation group bibliography sdtLocked label tabIndex
"""
# Fields to fill in of an older kind: told with the field.
_OLD_FIELDS = """
ddList result listEntry checkBox default checked size sizeAuto textInput maxLength format enabled calcOnExit
name entryMacro exitMacro helpText statusText
"""
# What nobody has accepted: told for the file as a whole.
_REVISIONS = """
ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd
delInstrText rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblGridChange
numberingChange cellIns cellDel cellMerge customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart
customXmlDelRangeEnd tblPrEx tblPrExChange
"""

PASSED_BY = frozenset(
    w(name)
    for names in (_TEXT, _PARAGRAPHS, _RUNS, _TABLES, _PAGES, _FIELDS, _OLD_FIELDS, _REVISIONS)
    for name in names.split()
)
"""By their whole names."""
