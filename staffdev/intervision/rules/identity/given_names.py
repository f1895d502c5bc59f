"""Given names that are frequent in Serbia, in every case a sentence may put them; only to warn. Pure."""

from collections.abc import Iterator

from staffdev.db.srpski import search_key

IN_A = """
Aleksandra Ana Anđela Anica Anita Anka Angelina Antonija Azra Aiša Amra Ajša Biljana Bilja Bojana Bosiljka Božica
Branka Branislava Brankica Biserka Blaženka Cvijeta Cveta Dana Danica Danijela Daliborka Dijana Divna Dobrila Dragana
Dragica Draginja Dragoslava Dunja Dušanka Dušica Dubravka Desanka Đurđa Đurđica Đurđevka Ema Emina Emilija Erika Etelka
Eva Fatima Fikreta Gabrijela Gina Goca Gordana Gorana Gorica Gizela Hajnalka Hana Hatidža Ilinka Ilona Irena Irina Iva
Ivana Ivanka Ivona Isidora Jadranka Jagoda Jasmina Jasna Jelena Jelica Jela Jelisaveta Jovana Jovanka Julija Julijana
Jolanda Katarina Kata Katica Klara Kosara Kristina Ksenija Lana Lara Lejla Lela Lena Lenka Lidija Lepa Ljerka Ljilja
Ljiljana Ljubica Ljubinka Lucija Ljupka Magda Magdalena Maja Mara Margita Marica Marija Marijana Marina Marta Martina
Mia Milana Milanka Milena Milica Milijana Milka Miljana Mina Mira Miroslava Mirjana Mirela Mirsada Mitra Mladenka Monika
Nada Nadica Nađa Natalija Nataša Neda Nela Nena Nevena Nevenka Nina Novka Olga Olivera Olja Paula Persida Petra Piroška
Rada Radica Radinka Radmila Radojka Radoslava Ranka Rajna Rebeka Renata Rozalija Ružica Ruža Sabina Safeta Samira Sandra
Sanela Sanda Sanja Sara Saška Senka Sena Silvija Simona Slađana Slavica Slavka Slobodanka Smilja Snežana Snežna Sofija
Sonja Stana Stanislava Stanka Stefanija Stela Stevka Stojanka Sunčica Suzana Svetlana Svjetlana Šarlota Šejla Tamara
Tanja Tatjana Tara Teodora Tijana Timea Tina Tonka Una Valentina Valerija Vanja Vasilija Vedrana Vera Verica Vesna Vida
Viktorija Violeta Višnja Vjera Vukica Vukosava Zagorka Zdenka Zdravka Zita Zlata Zlatica Zora Zorana Zorica Zorka Zumra
Željka Živana Živka Žaklina Žana Žužana Aleksa Andrija Ilija Kosta Luka Mihajla Mića Mija Nikola Nemanja Pera Sava Saša
Siniša Steva Toma Vasilija Žika Jova Nebojša Ljuba Joca
"""
HARD = """
Agneš Bojan Boban Boris Branislav Branimir Dalibor Damir Damjan Danijel Darijan Davor Dejan Dragan Dragoljub Dragoslav
Dragutin Dušan Đorđ Emil Filip Goran Gabor Igor Imre Ištvan Ivan Janoš Jasmin Jovan Karolj Katalin Laslo Lazar Ljubomir
Mihajl Mihail Miladin Milan Milenk Milivoj Miloš Milorad Milovan Milutin Miodrag Miroljub Miroslav Mirsad Mladen Momčil
Nenad Nikolaj Novak Ognjen Oliver Pavl Predrag Radomir Radoslav Radovan Radoš Rastk Ratk Robert Samir Saš Sandor Slavk
Slobodan Srđan Stanislav Stefan Stevan Stojan Svetislav Svetozar Tibor Tihomir Tomislav Vasilij Velimir Viktor Vladan
Vladimir Vladislav Vojislav Vuk Zdravk Zlatk Zoltan Zoran Željk Živk Živorad Života Erne Ildik Erzebet Tinde Edit Ines
"""
SOFT = (
    "Marko Darko Rajko Slavko Željko Mirko Janko Stanko Branko Ranko Veljko Miško Srećko Žarko Vlatko Ninko Jakov Đuro"
)
IN_E = "Đorđe Pavle Rade Mile Đole Vlade Sreten Blagoje Radoje Miloje Dimitrije Vasilije Gavrilo Danilo Mihailo Momčilo"
SHORT = {"Petar": "Petr", "Aleksandar": "Aleksandr", "Svetozar": "Svetozar", "Lazar": "Lazar", "Božidar": "Božidar"}
POSSESSIVE = "", "a", "o", "og", "om", "oj", "u", "e", "i", "im", "ih"

# Words of every day that are names as well: at the beginning of a sentence they say nothing.
ALSO_WORDS = """
Nada Vera Zora Ruža Jagoda Višnja Mina Mira Lana Iva Una Vida Lepa Zlata Divna Jasna Tara Gorica Neda Draga Mila Cveta
Sava Luka Kosta Vuk Novak Nevena Jela Dunja Smilja Gora Nina Sena Stana Mara Mile Rade Toma Pera Ranka Rada Edit
"""


def forms_of(names: str) -> Iterator[str]:
    """Names that end in -a, in all cases, and whose something is: Marija, Marije, Marijin."""
    for name in names.split():
        stem = search_key(name)[:-1]
        yield from (stem + ending for ending in ("a", "e", "i", "u", "o", "om"))
        yield from (f"{stem}in{ending}" for ending in POSSESSIVE)


def _hard(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in ("a", "u", "e", "om", "em"))
    yield from (f"{stem}ov{ending}" for ending in POSSESSIVE)
    yield from (f"{stem}ev{ending}" for ending in POSSESSIVE)


def _others() -> Iterator[str]:
    for name in HARD.split():
        yield search_key(name)
        yield from _hard(search_key(name))
    for name in (*SOFT.split(), *IN_E.split()):
        yield search_key(name)
        yield from _hard(search_key(name).rstrip("oe"))
    for name, stem in SHORT.items():
        yield search_key(name)
        yield from _hard(search_key(stem))


NAMES = frozenset(form for form in (*forms_of(IN_A), *_others()) if len(form) > 2)  # noqa: PLR2004 - shorter ones are words
AMBIGUOUS = frozenset(
    (*forms_of(ALSO_WORDS), *(form for name in ALSO_WORDS.split() for form in _hard(search_key(name))))
)
