from analysis.separation.roles import KINDS, ROLES
from analysis.show import colours


def test_roles_and_kinds_have_a_colour_each() -> None:
    for named, coloured in ((ROLES, colours.ROLE_COLOURS), (set(KINDS.values()), colours.KIND_COLOURS)):
        assert set(coloured) == set(named)
        assert len(set(coloured.values())) == len(coloured)


def test_groups_differ_in_colour_until_there_are_too_many() -> None:
    n = len(colours.GROUP_COLOURS)
    assert len({colours.group_colour(i) for i in range(n)}) == n
    assert colours.group_colour(n + 3) == colours.group_colour(3)


def test_darker_colours_can_be_read_as_text() -> None:
    assert colours.darker("#ffffff") == "#9e9e9e"
    for colour in colours.GROUP_COLOURS:
        red, green, blue = (int(colours.darker(colour)[i : i + 2], 16) / 255 for i in (1, 3, 5))
        assert 1.05 / (0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 + 0.05) > 3.0  # WCAG, large text
