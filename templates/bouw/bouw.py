"""A small builder for the Word templates: a list of calls in reading order becomes one .docx."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import huisstijl as h

DOEL = Path(__file__).resolve().parent.parent
MM = 1440 / 25.4
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MARK = re.compile(r"(\*\*.+?\*\*|__.+?__|\[\[[alo]:\w+\]\]|\[\[PAGE\]\]|\[\[NUMPAGES\]\]|\[\[bm:[^\]]+\]\]|\[\[/bm\]\]|\t|\n)")


def tw(mm):
    return round(mm * MM)


class Doc:
    def __init__(self, bestand, titel, *, kop_links, kop_rechts, voet_links, eerste_anders=False, eerste_voet=None, eerste_kop="Titelbladkop", liggend=False):
        self.eerste_kop, self.liggend = eerste_kop, liggend
        self.bestand, self.titel = bestand, titel
        self.koptekst, self.voet = (kop_links, kop_rechts), voet_links
        self.eerste_anders, self.eerste_voet = eerste_anders, eerste_voet
        self.body = []
        self.bm = 0
        self.art = self.lidnr = self.ond = 0
        self.nummers = {}
        self.koppen = []
        self.toc_plaats = None

    # --- tekst -------------------------------------------------------------------------------------------------
    def run(self, tekst, stijl=None):
        if not tekst:
            return ""
        rpr = f'<w:rPr><w:rStyle w:val="{stijl}"/></w:rPr>' if stijl else ""
        return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(tekst)}</w:t></w:r>'

    def veld(self, instr, resultaat):
        f = lambda t: f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>'
        return f'{f("begin")}<w:r><w:instrText xml:space="preserve"> {instr} </w:instrText></w:r>{f("separate")}<w:r><w:t>{resultaat}</w:t></w:r>{f("end")}'

    def inhoud(self, tekst, stijl=None):
        tekst = re.sub(r"(?<!~)~(?!~)", "\u00a0", tekst)
        uit, open_bm = [], []
        for deel in MARK.split(tekst):
            if deel.startswith("**") and deel.endswith("**") and len(deel) > 4:
                uit.append(self.inhoud(deel[2:-2], "Begrip"))
            elif deel.startswith("__") and deel.endswith("__") and len(deel) > 4:
                uit.append(self.inhoud(deel[2:-2], "Nadruk"))
            elif m := re.fullmatch(r"\[\[([alo]):(\w+)\]\]", deel):
                soort, naam = m.groups()
                schakel = {"a": r"\r \t \h", "l": r"\r \h", "o": r"\n \h"}[soort]
                uit.append(f"@@VELD:{naam}:{soort}:{schakel}@@")
            elif deel in ("[[PAGE]]", "[[NUMPAGES]]"):
                uit.append(self.veld(deel.strip("[]"), "1"))
            elif deel.startswith("[[bm:"):
                self.bm += 1
                open_bm.append(self.bm)
                uit.append(f'<w:bookmarkStart w:id="{self.bm}" w:name="{deel[5:-2]}"/>')
            elif deel == "[[/bm]]":
                uit.append(f'<w:bookmarkEnd w:id="{open_bm.pop()}"/>')
            elif deel == "\t":
                uit.append("<w:r><w:tab/></w:r>")
            elif deel == "\n":
                uit.append("<w:r><w:br/></w:r>")
            else:
                uit.append(self.run(deel, stijl))
        return "".join(uit)

    def alinea(self, stijl, tekst, bm=None, ppr=""):
        inner = self.inhoud(tekst)
        for naam in [bm] if isinstance(bm, str) else (bm or []):
            self.bm += 1
            inner = f'<w:bookmarkStart w:id="{self.bm}" w:name="{naam}"/>{inner}<w:bookmarkEnd w:id="{self.bm}"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{stijl}"/>{ppr}</w:pPr>{inner}</w:p>'

    def p(self, stijl, tekst="", bm=None, ppr=""):
        self.body.append(self.alinea(stijl, tekst, bm, ppr))

    def t(self, opdracht):
        """A control line of the template language, alone in its paragraph."""
        self.p("Sjabloonregel", "{%p " + opdracht + " %}")

    # --- artikelen ---------------------------------------------------------------------------------------------
    def artikel(self, titel, bm, zichtbaar=True):
        self.art += 1
        self.lidnr = self.ond = 0
        self.nummers[bm] = str(self.art)
        toc = f"_Toc{7000 + len(self.koppen)}"
        self.koppen.append((f"Artikel {self.art}", titel, toc))
        self.p("Kop1", titel, [bm, toc])

    def kop(self, titel, stijl="Kopzondernummer"):
        toc = f"_Toc{7000 + len(self.koppen)}"
        self.koppen.append(("", titel, toc))
        self.p(stijl, titel, toc)

    def lid(self, tekst, bm=None, tel=True):
        if tel:
            self.lidnr += 1
            self.ond = 0
        if bm:
            self.nummers[bm] = f"{self.art}.{self.lidnr}"
        self.p("Lid", tekst, bm, ppr="<w:keepNext/>" if tekst.endswith(":") and bm != "lid_bijdragen" else "")

    def onderdeel(self, tekst, bm=None):
        self.ond += 1
        if bm:
            self.nummers[bm] = "abcdefghijklmnopqrstuvwxyz"[self.ond - 1]
        self.p("Onderdeel", tekst, bm)

    # --- tabellen ----------------------------------------------------------------------------------------------
    def cel(self, breedte, stijl, tekst, tcpr="", ppr=""):
        teksten = tekst if isinstance(tekst, list) else [tekst]
        ps = "".join(x if x.startswith("<w:p>") else self.alinea(stijl, x, ppr=ppr) for x in teksten)
        return f'<w:tc><w:tcPr><w:tcW w:w="{breedte}" w:type="dxa"/>{tcpr}</w:tcPr>{ps}</w:tc>'

    def tabel(self, kolommen, kop, rijen, *, stijl="Tekenklaartabel", inspring=0, bijeen=False, rij_hoogte=None):
        """kolommen: [(mm, 'l'|'r')]; rijen: lists of cells, ('t', tag) for a control row, ('totaal', cells)."""
        breedtes = [tw(mm) for mm, _ in kolommen]
        rechts = [k == "r" for _, k in kolommen]
        uit = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{stijl}"/><w:tblW w:w="{sum(breedtes)}" w:type="dxa"/>'
            + (f'<w:tblInd w:w="{tw(inspring)}" w:type="dxa"/>' if inspring else "")
            + '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{b}"/>' for b in breedtes)
            + "</w:tblGrid>"
        ]
        if kop:
            cellen = "".join(self.cel(b, "Tabelkopbedrag" if r else "Tabelkop", t, f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{h.ACCENT}"/></w:tcBorders><w:vAlign w:val="bottom"/>') for b, r, t in zip(breedtes, rechts, kop))
            uit.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cellen}</w:tr>")
        for rij in rijen:
            if rij[0] == "t":
                eerste = self.cel(sum(breedtes), "Sjabloonregel", "{%tr " + rij[1] + " %}", f'<w:gridSpan w:val="{len(breedtes)}"/>')
                uit.append(f"<w:tr>{eerste}</w:tr>")
                continue
            totaal = rij[0] == "totaal"
            cellen_in = rij[1] if totaal else rij
            gewoon = ("Tabelpost", "Tabelpostbedrag") if bijeen else ("Tabeltekst", "Tabelbedrag")
            links_s, rechts_s = ("Tabeltotaal", "Tabeltotaalbedrag") if totaal else gewoon
            rand = f'<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{h.ACCENT}"/></w:tcBorders>' if totaal else ""
            cellen = "".join(self.cel(b, rechts_s if r else links_s, t, rand) for b, r, t in zip(breedtes, rechts, cellen_in))
            uit.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cellen}</w:tr>")
        uit.append("</w:tbl>")
        self.body.append("".join(uit))

    def gegevens(self, rijen, links=45, rechts=115):
        """Two columns of name and value without heading; ('t', tag) for a control row."""
        bl, br = tw(links), tw(rechts)
        uit = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Gegevenstabel"/><w:tblW w:w="{bl + br}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0400" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{bl}"/><w:gridCol w:w="{br}"/></w:tblGrid>'
        ]
        for naam, waarde in rijen:
            if naam == "t":
                uit.append("<w:tr>" + self.cel(bl + br, "Sjabloonregel", "{%tr " + waarde + " %}", '<w:gridSpan w:val="2"/>') + "</w:tr>")
            else:
                uit.append(f'<w:tr><w:trPr><w:cantSplit/></w:trPr>{self.cel(bl, "Gegevensnaam", naam)}{self.cel(br, "Gegeven", waarde)}</w:tr>')
        self.body.append("".join(uit) + "</w:tbl>")

    def ondertekening(self, rijen, bladwijzer, links=38, rechts=92, hoogte=24):
        """Signature block: names and values, last a ruled line inside the bookmark. Never parts from its names."""
        bl, br = tw(links), tw(rechts)
        uit = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Ondertekeningstabel"/><w:tblW w:w="{bl + br}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0400" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{bl}"/><w:gridCol w:w="{br}"/></w:tblGrid>'
        ]
        lijn = f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{h.GRIJS}"/></w:tcBorders><w:vAlign w:val="bottom"/>'
        stip = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{h.LIJN}"/></w:tcBorders>'
        for naam, waarde in rijen:
            if naam == "t":
                uit.append("<w:tr>" + self.cel(bl + br, "Sjabloonregel", "{%tr " + waarde + " %}", '<w:gridSpan w:val="2"/>') + "</w:tr>")
                continue
            hoog = "" if waarde else f'<w:trHeight w:val="{tw(10)}" w:hRule="atLeast"/>'
            onder = "" if waarde else '<w:vAlign w:val="bottom"/>'
            uit.append(f'<w:tr><w:trPr><w:cantSplit/>{hoog}</w:trPr>{self.cel(bl, "Ondertekeningsnaam", naam, onder)}{self.cel(br, "Ondertekening", waarde, "" if waarde else stip + onder)}</w:tr>')
        uit.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{tw(hoogte)}" w:hRule="atLeast"/></w:trPr>'
            + self.cel(bl, "Ondertekeningsnaam", "Handtekening", '<w:vAlign w:val="bottom"/>')
            + self.cel(br, "Ondertekeningslijn", f"[[bm:{bladwijzer}]][[/bm]]", lijn)
            + "</w:tr>"
        )
        self.body.append("".join(uit) + "</w:tbl>")

    def slot(self):
        """The paragraph after a signature table: ends the keep-with-next chain and holds neighbouring tables apart."""
        self.p("Ondertekeningsslot")

    def toc(self):
        self.body.append("@@TOC@@")

    def _toc(self):
        f = lambda t: f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>'
        uit = []
        for i, (nr, titel, bm) in enumerate(self.koppen):
            tekst = (self.run(nr) + "<w:r><w:tab/></w:r>" if nr else "") + self.run(titel)
            begin = f("begin") + '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>' + f("separate") if i == 0 else ""
            tabs = ""
            bladzij = self.veld("PAGEREF " + bm + " \\h", "1")
            eind = f("end") if i == len(self.koppen) - 1 else ""
            uit.append(f'<w:p><w:pPr><w:pStyle w:val="Inhopg1"/>{tabs}</w:pPr>{begin}<w:hyperlink w:anchor="{bm}" w:history="1">{tekst}<w:r><w:tab/></w:r>{bladzij}</w:hyperlink>{eind}</w:p>')
        return "".join(uit)

    # --- pakket ------------------------------------------------------------------------------------------------
    def _velden(self, xml):
        def zet(m):
            naam, soort, schakel = m.groups()
            if naam not in self.nummers:
                raise SystemExit(f"{self.bestand}: verwijzing naar onbekende bladwijzer {naam}")
            return self.veld(f"REF {naam} {schakel}", self.nummers[naam])

        return re.sub(r"@@VELD:(\w+):([alo]):([^@]+)@@", zet, xml)

    def schrijf(self):
        w = h.W + f' xmlns:r="{R}"'
        eerste = '<w:headerReference w:type="first" r:id="rIdKopEerste"/><w:footerReference w:type="first" r:id="rIdVoetEerste"/>' if self.eerste_anders else ""
        sect = (
            f'<w:sectPr><w:headerReference w:type="default" r:id="rIdKop"/><w:footerReference w:type="default" r:id="rIdVoet"/>{eerste}'
            + ('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if self.liggend else '<w:pgSz w:w="11906" w:h="16838"/>') + f'<w:pgMar w:top="{tw(28)}" w:right="{tw(25)}" w:bottom="{tw(35)}" w:left="{tw(25)}" w:header="{tw(14)}" w:footer="{tw(24)}" w:gutter="0"/>'
            + ("<w:titlePg/>" if self.eerste_anders else "")
            + "</w:sectPr>"
        )
        body = self._velden("".join(self.body)).replace("@@TOC@@", self._toc() if "@@TOC@@" in self.body else "")
        document = f"{h.KOP}<w:document {w}><w:body>{body}{sect}</w:body></w:document>"
        kop = f"{h.KOP}<w:hdr {w}>{self.alinea('Koptekstliggend' if self.liggend else 'Koptekst', self.koptekst[0] + (chr(9) + self.koptekst[1] if self.koptekst[1] else ''))}</w:hdr>"
        voet = f"{h.KOP}<w:ftr {w}>{self.alinea('Voettekstliggend' if self.liggend else 'Voettekst', self.voet + chr(9) + 'pagina [[PAGE]] van [[NUMPAGES]]')}</w:ftr>"
        kop1 = f"{h.KOP}<w:hdr {w}><w:p><w:pPr><w:pStyle w:val=\"{self.eerste_kop}\"/></w:pPr></w:p></w:hdr>"
        voet1 = f"{h.KOP}<w:ftr {w}>{self.alinea('Voettekst', (self.eerste_voet if self.eerste_voet is not None else self.voet) + chr(9) + 'pagina [[PAGE]] van [[NUMPAGES]]')}</w:ftr>"
        ct = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        delen = {
            "styles": (h.styles(), "styles"), "numbering": (h.numbering(), "numbering"), "settings": (h.settings(self.eerste_anders), "settings"), "fontTable": (h.font_table(), "fontTable"),
            "header1": (kop, "header"), "footer1": (voet, "footer"),
        }
        ids = {"header1": "rIdKop", "footer1": "rIdVoet"}
        if self.eerste_anders:
            delen |= {"header2": (kop1, "header"), "footer2": (voet1, "footer")}
            ids |= {"header2": "rIdKopEerste", "footer2": "rIdVoetEerste"}
        rels = "".join(f'<Relationship Id="{ids.get(n, "rId" + n)}" Type="{R}/{s}" Target="{n}.xml"/>' for n, (_, s) in delen.items())
        P = "http://schemas.openxmlformats.org/package/2006"
        bestanden = {
            "[Content_Types].xml": f'{h.KOP}<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{ct}document.main+xml"/>'
            + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{ct}{s}+xml"/>' for n, (_, s) in delen.items())
            + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
            "_rels/.rels": f'{h.KOP}<Relationships xmlns="{P}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{P}/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="{R}/extended-properties" Target="docProps/app.xml"/></Relationships>',
            "docProps/core.xml": f'{h.KOP}<cp:coreProperties xmlns:cp="{P}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(self.titel)}</dc:title><dc:creator>Tekenklaar</dc:creator><dc:language>nl-NL</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>',
            "docProps/app.xml": f'{h.KOP}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>',
            "word/_rels/document.xml.rels": f'{h.KOP}<Relationships xmlns="{P}/relationships">{rels}</Relationships>',
            "word/document.xml": document,
        } | {f"word/{n}.xml": x for n, (x, _) in delen.items()}
        with zipfile.ZipFile(DOEL / f"{self.bestand}.docx", "w", zipfile.ZIP_DEFLATED) as z:
            for naam, xml in bestanden.items():
                z.writestr(zipfile.ZipInfo(naam, (2024, 1, 1, 0, 0, 0)), xml.encode(), zipfile.ZIP_DEFLATED)
