"""The options of a select, written once and marked where they were chosen."""

from markupsafe import Markup

from dvc.web.option_tags import option_tags

SEASONS = [("1", "Mùa mưa"), ("11", "Mùa khô"), (2, 'Mùa "lạ" <b>')]


def test_each_option_is_a_line_with_its_words_escaped() -> None:
    assert option_tags(SEASONS) == Markup(
        '<option value="1">Mùa mưa</option>\n'
        '<option value="11">Mùa khô</option>\n'
        '<option value="2">Mùa &#34;lạ&#34; &lt;b&gt;</option>\n'
    )


def test_only_the_chosen_option_is_marked_and_only_for_who_chose_it() -> None:
    assert '<option value="1" selected>Mùa mưa' in option_tags(SEASONS, "1")
    assert option_tags(SEASONS, 2).count("selected") == 1
    assert "selected" not in option_tags(SEASONS, None)


def test_a_value_that_is_not_in_the_list_changes_nothing() -> None:
    assert option_tags(SEASONS, 'x" onclick="y') == option_tags(SEASONS)
    assert option_tags(SEASONS, 'Mùa "lạ"') == option_tags(SEASONS)


def test_words_that_look_like_the_chosen_value_are_not_marked() -> None:
    lines = option_tags([("a", 'value="b"'), ("b", "Hai")], "b").splitlines()
    assert [" selected" in line for line in lines] == [False, True]
