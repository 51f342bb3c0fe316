"""The guard at the door of Qt: no window, poster or picture is begun on a library that would bring it down."""

from __future__ import annotations

import sys

from cxdesigner.document.refused import Refused

_WITHOUT_COUNTED_NONE = (3, 12)


def require_qt() -> None:
    """Refuse a Qt for Python that is missing, cannot be loaded or is unsound here; call it before the first import of Qt.

    Nothing of the library is used before its version is known to be sound.
    """
    try:
        import PySide6

        require_sound_version(PySide6.__version__, sys.version_info[:2])
        import PySide6.QtGui

        _spare_reading_sources()
    except ImportError as error:
        raise Refused(
            f"The window library (Qt) cannot be loaded: {error}. "
            "Set the program up again with `python3 packaging/dev.py run`, which installs what is missing."
        ) from error


def require_sound_version(version: str, python: tuple[int, int]) -> None:
    """Refuse PySide6 6.12.0 on Python 3.11 and older, and accept every other pair.

    There each call into Qt that returns nothing loses one reference to None, and after some thousands of calls the
    process ends with "none_dealloc". From Python 3.12 on None is not counted. (PYSIDE-3474; this guard can go with
    Python 3.11.)
    """
    if version == "6.12.0" and python < _WITHOUT_COUNTED_NONE:
        raise Refused(
            f"PySide6 6.12.0 does not work with Python {python[0]}.{python[1]}: the program would crash within minutes. "
            "Install PySide6_Essentials 6.11.3 instead, or use Python 3.12 or newer."
        )


def python_running(module: str) -> list[str]:
    """Return the command that runs the `main` of one of our modules in a Python of its own; arguments come behind it.

    It looks for modules exactly where this one does, in a checkout or an installed wheel, and neither in the folder that
    the user is in nor where variables of the environment point to.
    """
    places = [place for place in sys.path if place]
    code = (
        f"import sys; n = int(sys.argv[1]) + 2; sys.path[:] = sys.argv[2:n]; del sys.argv[1:n]; "
        f"from {module} import main; sys.exit(main())"
    )
    return [sys.executable, "-I", "-c", code, str(len(places)), *places]


def _spare_reading_sources() -> None:
    """Let PySide6 not read the source of each module that is imported from now on.

    It looks there for its own name, because of switches (`from __feature__ import …`) that nobody here uses, and that
    takes a tenth of a start. Where PySide6 is made in another way, it goes on reading.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _has_no_switches  # type: ignore[union-attr]


def _has_no_switches(_: object) -> bool:
    return False
