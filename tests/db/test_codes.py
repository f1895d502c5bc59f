from uuid import RFC_4122, UUID

from staffdev.db.codes import new_codes


def test_codes_are_random_uuids_of_version_4_written_as_python_writes_them():
    codes = list(new_codes(1000))
    assert len(set(codes)) == 1000
    for code in codes:
        read = UUID(code)
        assert (read.version, read.variant, str(read)) == (4, RFC_4122, code)
    assert list(new_codes(0)) == []
