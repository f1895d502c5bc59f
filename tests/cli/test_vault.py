import json


def test_a_backup_is_written_and_restored(staffdev, set_up, office, tmp_path, monkeypatch):
    file = tmp_path / "office.backup"
    code, out, err = staffdev("backup", file)
    assert (code, err) == (0, "")
    assert f"{file} holds " in out
    assert "the keys included" in out
    anchor = out.splitlines()[1].split()[6].rstrip(".")

    monkeypatch.setenv("STAFFDEV_DATA", str(tmp_path / "other"))
    code, out, err = staffdev("restore", file)
    assert (code, err) == (0, "")
    assert "Restored and compared" in out
    assert anchor in out
    assert staffdev("audit", "verify", "--anchor", anchor)[0] == 0
    assert "Snežana Lazić" in staffdev("user", "list")[1]
    assert (tmp_path / "other" / "staffdev.keys").read_text() == (office / "staffdev.keys").read_text()


def test_json_for_another_program(staffdev, set_up, tmp_path):
    anchor = json.loads(staffdev("audit", "anchor", "--json")[1])["anchor"]
    says = json.loads(staffdev("backup", tmp_path / "office.backup", "--json")[1])
    assert says["audit"] == {"entries": 4, "anchor": anchor, "is_sound": True}
    assert says["protection"] == "none"


def test_it_is_not_restored_over_something(staffdev, set_up, tmp_path):
    staffdev("backup", tmp_path / "office.backup")
    code, _, err = staffdev("restore", tmp_path / "office.backup")
    assert (code, "already is a database" in err) == (1, True)


def test_a_foreign_file_is_refused_in_one_line(staffdev, tmp_path):
    (tmp_path / "x").write_text("x")
    code, _, err = staffdev("restore", tmp_path / "x")
    assert (code, err.count("\n"), "is not a backup" in err) == (1, 1, True)
