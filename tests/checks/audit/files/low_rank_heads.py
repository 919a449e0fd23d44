"""Float heads that a low-rank model would save: a product of 200 × 3 and 3 × 8, as float32; its rows centred, as text.

python low_rank_heads.py heads.npy heads.csv
Right answer of an audit without standard errors: 3 of 8 dimensions above rounding, never "spans 8 of 8, exactly".
"""

import sys

import numpy as np

draw = np.random.default_rng(0)
heads = (draw.normal(size=(200, 3)) @ draw.normal(size=(3, 8))).astype(np.float32)
np.save(sys.argv[1], heads)
centred = heads - heads.mean(axis=1, keepdims=True)
np.savetxt(sys.argv[2], centred, delimiter=",", header=",".join(f"x{j}" for j in range(8)), comments="")
