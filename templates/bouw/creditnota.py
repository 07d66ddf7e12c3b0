from factuur import stuk


def maak():
    stuk("creditnota", "Creditnota", True)
