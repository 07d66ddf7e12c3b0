import importlib, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
for naam in sys.argv[1:] or [p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("alles", "bouw", "huisstijl", "gedeeld")]:
    importlib.import_module(naam).maak()
    print(naam)
