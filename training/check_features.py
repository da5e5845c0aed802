"""Checks that `disguise.normalise` is the engine's normaliser: same features from the same sound.

    python check_features.py FILE.wav ...
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from disguise import normalise

HERE = Path(__file__).parent
with tempfile.TemporaryDirectory() as folder:
    listing = Path(folder, 'list.txt')
    listing.write_text('\n'.join(sys.argv[1:]))
    subprocess.run(['node', HERE / '../packages/engine/bin/dump-features.mjs', listing, f'{folder}/a', '--extra-frames', '0'], check=True)
    subprocess.run(['node', HERE / 'dump-log-mel.mjs', listing, f'{folder}/b'], check=True)
    engine = np.fromfile(f'{folder}/a.f32', np.float32).reshape(-1, 40)
    rows = np.fromfile(f'{folder}/b.f16', np.float16).reshape(-1, 40).astype(np.float32)
    files = np.loadtxt(f'{folder}/b.tsv', dtype=np.int64, ndmin=2)
    ours = np.concatenate([normalise(rows[first : first + count], 0) for first, count in files])
off = np.abs(ours - engine)
print(f'{len(files)} files, {len(rows)} rows: off by {off.mean():.5f} on average, {off.max():.4f} at most (float16 explains 0.004)')
sys.exit(off.max() > 0.02)
