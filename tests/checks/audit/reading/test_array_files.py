import io
import zipfile

import numpy as np
import pytest

from checks.audit.reading import array_files
from checks.audit.reading.array_files import read_arrays
from tests.checks.audit.refusals import refused


def test_no_pickle_is_ever_loaded(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("a pickle was loaded",))

    np.save(tmp_path / "h.npy", np.array([Bomb()], dtype=object), allow_pickle=True)
    refused(read_arrays, tmp_path / "h.npy", "plain numbers")
    np.savez(tmp_path / "h.npz", heads=np.array([Bomb()], dtype=object))
    refused(read_arrays, tmp_path / "h.npz", "plain numbers")


def npy(header, version=b"\x01\x00", body=b""):
    text = header.encode()
    return b"\x93NUMPY" + version + len(text).to_bytes(2, "little") + text + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x93NUMPY",
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (10**9,)}"),
        npy("__import__('os')"),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 64)}"),
        npy("{'descr': '|O', 'shape': ()}"),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}", body=b"\0" * 31),
        npy("{", version=b"\x09\x00"),
        npy("{'descr': '<c16', 'fortran_order': False, 'shape': (1, 1)}", body=b"\0" * 16),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 4)}", body=b"\0" * 64),
    ],
)
def test_broken_npy(write, content):
    refused(read_arrays, write("h.npy", content))


def test_npz_with_a_false_header(tmp_path):
    with zipfile.ZipFile(tmp_path / "h.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "heads.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (90000000, 1)}", body=b"\0" * 99)
        )
    refused(read_arrays, tmp_path / "h.npz", "more bytes")


def test_arrays_of_every_kind(tmp_path):
    table = np.arange(6, dtype=np.float32).reshape(3, 2)
    np.save(tmp_path / "h.npy", np.asfortranarray(table))
    np.savez_compressed(tmp_path / "h.npz", heads=table)
    from safetensors.numpy import save_file

    save_file({"heads": table}, tmp_path / "h.safetensors")
    for name in ("h.npy", "h.npz", "h.safetensors"):
        assert (next(iter(read_arrays(tmp_path / name).values())) == table).all()


def test_a_zip_that_is_none(write):
    refused(read_arrays, write("h.npz", b"PK\x03\x04"), "cannot be read")
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    assert read_arrays(write("e.npz", buffer.getvalue())) == {}


def test_unknown_and_broken_kinds(write):
    refused(read_arrays, write("h.txt", b""), "unknown kind")
    refused(read_arrays, write("h.safetensors", b"broken"), "safetensors")


def test_an_archive_stops_at_a_limit_on_all_its_arrays(tmp_path, monkeypatch):
    path = tmp_path / "h.npz"
    np.savez(path, heads=np.ones((2, 3)), more=np.ones((2, 3)))
    assert set(read_arrays(path)) == {"heads", "more"}
    monkeypatch.setattr(array_files, "MAX_CELLS", 11)
    refused(read_arrays, path, "more than 11 cells")


def test_safetensors_stop_at_a_limit(tmp_path, monkeypatch):
    from safetensors.numpy import save_file

    save_file({"heads": np.ones((2, 3)), "more": np.ones((2, 3))}, tmp_path / "h.safetensors")
    monkeypatch.setattr(array_files, "MAX_CELLS", 5)
    refused(read_arrays, tmp_path / "h.safetensors", "more than 5 cells")


def test_an_array_twice_in_an_archive(tmp_path):
    buffer = io.BytesIO()
    np.save(buffer, np.ones((1, 1)))
    with zipfile.ZipFile(tmp_path / "h.npz", "w") as archive:
        archive.writestr("heads.npy", buffer.getvalue())
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("heads.npy", buffer.getvalue())
    refused(read_arrays, tmp_path / "h.npz", "twice")


def test_a_long_header_is_not_read(write):
    refused(read_arrays, write("h.npy", npy("{'descr': '<f8'" + " " * 20_000 + "}")), "10000")
    refused(read_arrays, write("h.npy", npy("{}", version=b"\x02\x00")), "version 2.0")
