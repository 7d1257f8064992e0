"""What Word and its likes show in an empty field, when somebody has emptied it again.

Word writes its own words there, in the language that the bidder's Word speaks.
"""

from __future__ import annotations

from kravgen.documents.wording import comparable

_TEXT = """
Klicka eller tryck här för att ange text.
Klicka här för att ange text.
Click or tap here to enter text.
Click here to enter text.
Klik eller tryk her for at skrive tekst.
Klik eller tryk her for at angive tekst.
Klik her for at angive tekst.
Klik her for at skrive tekst.
Klikk eller trykk her for å skrive inn tekst.
Klikk her for å skrive inn tekst.
Kirjoita tekstiä napsauttamalla tai napauttamalla tätä.
Kirjoita tekstiä napsauttamalla tätä.
Klicken oder tippen Sie hier, um Text einzugeben.
Klicken Sie hier, um Text einzugeben.
Cliquez ou appuyez ici pour entrer du texte.
Cliquez ici pour entrer du texte.
Cliquez ici pour taper du texte.
Haga clic o pulse aquí para escribir texto.
Haga clic aquí para escribir texto.
Fare clic o toccare qui per immettere il testo.
Fare clic qui per immettere testo.
Klik of tik om tekst in te voeren.
Klik hier als u tekst wilt invoeren.
Kliknij lub naciśnij tutaj, aby wprowadzić tekst.
Kliknij tutaj, aby wprowadzić tekst.
Clique ou toque aqui para introduzir texto.
Clique aqui para introduzir texto.
Clique ou toque aqui para inserir o texto.
Clique aqui para digitar texto.
Teksti sisestamiseks klõpsake või koputage siin.
Klikněte nebo klepněte sem a zadejte text.
Klikněte sem a zadejte text.
Szöveg beírásához kattintson vagy koppintson ide.
Szöveg beírásához kattintson ide.
Faceți clic sau atingeți aici pentru a introduce text.
Metin girmek için buraya tıklayın veya dokunun.
Место для ввода текста.
Клацніть або торкніться тут, щоб ввести текст.
单击或点击此处输入文字。
クリックまたはタップしてテキストを入力してください。
Your text here
"""
_CHOICE = """
Välj ett objekt.
Choose an item.
Vælg et element.
Velg et element.
Valitse kohde.
Wählen Sie ein Element aus.
Choisissez un élément.
Elija un elemento.
Scegliere un elemento.
Kies een item.
Wybierz element.
Escolha um item.
Escolher um item.
Valige üksus.
Zvolte položku.
Jelöljön ki egy elemet.
Alegeți un element.
Bir öğe seçin.
Выберите элемент.
Виберіть елемент.
选择一项。
アイテムを選択してください。
"""
_DATE = """
Klicka eller tryck här för att ange datum.
Klicka här för att ange datum.
Click or tap to enter a date.
Click here to enter a date.
Click to enter a date
Klik eller tryk for at angive en dato.
Klik her for at angive en dato.
Klikk eller trykk for å skrive inn en dato.
Klikk her for å skrive inn en dato.
Lisää päivämäärä napsauttamalla tai napauttamalla tätä.
Kirjoita päivämäärä napsauttamalla tai napauttamalla tätä.
Lisää päivämäärä napsauttamalla tätä.
Klicken oder tippen Sie, um ein Datum einzugeben.
Klicken Sie hier, um ein Datum einzugeben.
Cliquez ou appuyez ici pour entrer une date.
Cliquez ici pour entrer une date.
Haga clic aquí o pulse para escribir una fecha.
Haga clic aquí para escribir una fecha.
Fare clic o toccare qui per immettere una data.
Fare clic qui per immettere una data.
Klik of tik om een datum in te voeren.
Klik hier als u een datum wilt invoeren.
Kliknij lub naciśnij, aby wprowadzić datę.
Kliknij tutaj, aby wprowadzić datę.
Clique ou toque para introduzir uma data.
Clique aqui para introduzir uma data.
Clique ou toque aqui para inserir uma data.
Klikněte nebo klepněte sem a zadejte datum.
Dátum megadásához kattintson vagy koppintson ide.
Место для ввода даты.
单击或点击以输入日期。
クリックまたはタップして日付を入力してください。
"""


def is_prompt_of_program(text: str) -> bool:
    """Whether a text, as :func:`kravgen.documents.wording.comparable` makes it, is a prompt and nothing else."""
    return _plain(text) in _PROMPTS


def _plain(text: str) -> str:
    return text.rstrip(".。").casefold()


_PROMPTS = frozenset(_plain(comparable(line)) for line in (_TEXT + _CHOICE + _DATE).splitlines() if line)
