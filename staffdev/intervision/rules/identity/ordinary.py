"""Words that are written with a capital letter and name nobody: places, institutions, feasts. Pure."""

from staffdev.db.srpski import search_key

STEMS = """
ada apatin azil bački bačk balint banat beograd beča bez božić bosna bosn hrvatsk mađarsk crna crne crnoj centr centar
crveni crveno crvenog čačak dom doma domu dunav ekumensk evrop facebook fejsbuk fond forum fruška fruške fruškoj
google grad hitna hitne hitnu hitnoj institut instagram internet istanbul jugo kanjiža kikind klinik komesarijat
konvencij kosov kovin kragujev kralja krst kuća kuće kući leskovac mesna mesne ministar mitrovic mreža mreže mreži
novi novog novom nova nove novoj niš niša nišu opština opštin osnovn palić pančev pazar pokrajin policij pomoć
porodičn pošta potisk pravilnik pravn prekršajn prva prve prvi prvo republik savet savez sekretarijat skadarl skupštin
skype socijaln sombor srbij srem sremsk srpsk stara stare staroj subotic sud suda sudu sudom šaba šabac telekom
telefon tisa tise trg tužilaštv udruženj ujedinjen univerzitet uskrs užic vaskrs vatrogasn vijec viber viši višeg
višem vojvod vranje vrbas vršac vršc whatsapp word excel zakon zavod zaštitnic zdravstven zrenjanin zum zoom ženska
ženske ženski žensk autonomn atina međunarodn uprav služb škol gimnazij fakultet bolnic ambulant sigurn žena grup
vikend
"""
PREFIXES = tuple(sorted(search_key(stem) for stem in STEMS.split()))
LONG_ENOUGH = 4  # shorter stems have to be the whole word
WHOLE = frozenset(stem for stem in PREFIXES if len(stem) < LONG_ENOUGH)
STARTING = tuple(stem for stem in PREFIXES if len(stem) >= LONG_ENOUGH)
STARTERS = frozenset(
    search_key(word)
    for word in """
    grupa tema nova nove sledeća prva druga treća ova ta ona sva jedna poslednja koordinatorka konsultantkinja saradnica
    voditeljka odluka mera procedura obuka radionica dežurna služba policija ustanova podrška tabela lista evidencija
    godišnja mesečna nedeljna mreža adresa poruka prijava aplikacija strana stranica organizacija
    """.split()  # noqa: SIM905 - a list of words is read as a text
)


def is_ordinary(key: str) -> bool:
    """Is the word (as `search_key` writes it) one that names a place or an institution?"""
    return key in WHOLE or key.startswith(STARTING)
