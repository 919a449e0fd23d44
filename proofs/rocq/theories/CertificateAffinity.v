(* Bounds that the kernel computes: on the exponential of a rational, by        *)
(* squaring 1 + x / 2^k with every rounding to the safe side, and from them on  *)
(* how alike two logistic users are.                                            *)
(* Claims: none by itself; certificates of T1 for one instance rest on it. From *)
(* the four laws of the exponential and L1; no axiom.                           *)
(*   exp_low k b n d    over 2^b, at most exp (n/d)                             *)
(*   exp_high k b n d   over 2^b, at least exp (n/d), where 2^k d > n           *)
(*   deficit k b g h u  over 2^(2b), at most 1 - BC (g/u) (h/u)                 *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Exponential Bhattacharyya CertificateNumbers.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * What is computed *)

Definition shift_down (z : Z) (b : nat) : Z := Z.shiftr z (Z.of_nat b).
Definition shift_up (z : Z) (b : nat) : Z := Z.opp (shift_down (Z.opp z) b).

Fixpoint square_down (b k : nat) (z : Z) : Z :=
  if k is k'.+1 then square_down b k' (shift_down (Z.mul z z) b) else z.
Fixpoint square_up (b k : nat) (z : Z) : Z :=
  if k is k'.+1 then square_up b k' (shift_up (Z.mul z z) b) else z.

(* with [k] bits more while squaring *)
Definition exp_low (k b : nat) (n d : Z) : Z :=
  let s := Z.mul d (zpow2 k) in
  shift_down (square_down (k + b) k (Z.max Z0 (Z.div (Z.mul (Z.add s n) (zpow2 (k + b))) s))) k.
Definition exp_high (k b : nat) (n d : Z) : Z :=
  let s := Z.mul d (zpow2 k) in
  shift_up (square_up (k + b) k (Z.add (Z.div (Z.mul s (zpow2 (k + b))) (Z.sub s n)) (Zpos xH))) k.

(* at least the affinity of gaps with e^(g/2) <= x/2^b < y/2^b <= e^(h/2), over 2^(2b) *)
Definition affinity_high (b : nat) (x y : Z) : Z :=
  let one := zpow2 (b + b) in
  let cross := Z.add (Z.mul x y) one in
  Z.add (Z.sqrt (Z.div (Z.mul (Z.mul cross cross) (Z.mul one one))
                       (Z.mul (Z.add (Z.mul x x) one) (Z.add (Z.mul y y) one)))) (Zpos xH).

(* for g < h *)
Definition ordered_deficit (k b : nat) (g h u : Z) : Z :=
  let d := Z.mul (Zpos (xO xH)) u in
  let x := exp_high k b g d in
  let y := exp_low k b h d in
  if Z.ltb g (Z.mul d (zpow2 k)) && Z.ltb x y
  then Z.max Z0 (Z.sub (zpow2 (b + b)) (affinity_high b x y)) else Z0.

(* the affinity does not change when both signs do, nor when the gaps are swapped *)
Definition deficit (k b : nat) (g h u : Z) : Z :=
  let: (g, h) := if Z.ltb (Z.add g h) Z0 then (Z.opp g, Z.opp h) else (g, h) in
  if Z.ltb g h then ordered_deficit k b g h u else
  if Z.ltb h g then ordered_deficit k b h g u else Z0.

(** * Rounding *)

Section Rounding.
Variable R : realFieldType.

Lemma zr_div_le (a d : Z) : Z.ltb Z0 d -> zr (Z.div a d) * zr d <= zr a :> R.
Proof. by move=> d0; rewrite -zrM zr_le; have := Z.mul_div_le a d; lia. Qed.

Lemma zr_div_gt (a d : Z) : Z.ltb Z0 d -> zr a < zr (Z.add (Z.div a d) (Zpos xH)) * zr d :> R.
Proof. by move=> d0; rewrite -zrM zr_lt; have := Z.mul_succ_div_gt a d; lia. Qed.

Lemma shift_down_le z b : zr (shift_down z b) * zr (zpow2 b) <= zr z :> R.
Proof.
rewrite /shift_down Z.shiftr_div_pow2; last by lia.
by apply: zr_div_le; rewrite -(zr_gt0 R) zr_pow2_gt0.
Qed.

Lemma shift_down_ge0 z b : Z.leb Z0 z -> Z.leb Z0 (shift_down z b).
Proof. by have := Z.shiftr_nonneg z (Z.of_nat b); rewrite /shift_down; lia. Qed.

Lemma shift_up_ge z b : zr z <= zr (shift_up z b) * zr (zpow2 b) :> R.
Proof. by rewrite /shift_up zrN mulNr ler_oppr -zrN shift_down_le. Qed.

Lemma square_down_ge0 b k z : Z.leb Z0 z -> Z.leb Z0 (square_down b k z).
Proof. by elim: k z => [|k IH] z z0 //=; apply/IH/shift_down_ge0; lia. Qed.

Lemma square_down_le b k z (x : R) : Z.leb Z0 z -> zr z <= x * zr (zpow2 b) ->
  zr (square_down b k z) <= x ^+ (2 ^ k) * zr (zpow2 b).
Proof.
have p0 := zr_pow2_gt0 R b; elim: k z x => [|k IH] z x z0 le; first by rewrite expn0 expr1.
rewrite expnS exprM; apply: IH; first by apply: shift_down_ge0; lia.
rewrite -(ler_pmul2r p0); apply: le_trans (shift_down_le _ _) _.
have -> : x ^+ 2 * zr (zpow2 b) * zr (zpow2 b) = (x * zr (zpow2 b)) ^+ 2 by rewrite exprMn -mulrA.
by rewrite zrM -expr2 ler_expn2r // nnegrE ?zr_ge0 // (le_trans _ le) ?zr_ge0.
Qed.

Lemma square_up_ge b k z (x : R) : 0 <= x -> x * zr (zpow2 b) <= zr z ->
  x ^+ (2 ^ k) * zr (zpow2 b) <= zr (square_up b k z).
Proof.
have p0 := zr_pow2_gt0 R b; elim: k z x => [|k IH] z x x0 le; first by rewrite expn0 expr1.
rewrite expnS exprM; apply: IH; first exact: exprn_ge0.
rewrite -(ler_pmul2r p0); apply: le_trans _ (shift_up_ge _ _).
have -> : x ^+ 2 * zr (zpow2 b) * zr (zpow2 b) = (x * zr (zpow2 b)) ^+ 2 by rewrite exprMn -mulrA.
have xp : 0 <= x * zr (zpow2 b) by rewrite mulr_ge0 ?(ltW p0).
have z0 := le_trans xp le.
by rewrite zrM -expr2 ler_expn2r // nnegrE.
Qed.
End Rounding.

(** * The exponential *)

Section Exponential.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.

Lemma exp_root k n d : zr d != 0 :> R ->
  exp (fraction n d) = exp (fraction n (Z.mul d (zpow2 k))) ^+ (2 ^ k).
Proof.
move=> d0; rewrite -(exp_natmul laws) natrX -zr_pow2 /fraction zrM; congr exp.
by field; rewrite d0 gt_eqF ?zr_pow2_gt0.
Qed.

Section Bounds.
Variables (k b : nat) (n d : Z).
Hypothesis d_gt0 : Z.ltb Z0 d.
Let s := Z.mul d (zpow2 k).
Let d0 : 0 < zr d :> R. Proof. by rewrite zr_gt0. Qed.
Let s0 : 0 < zr s :> R. Proof. by rewrite /s zrM mulr_gt0 ?zr_pow2_gt0. Qed.
Let sZ : Z.ltb Z0 s. Proof. by rewrite -(zr_gt0 R). Qed.
Let pow_add : zr (zpow2 (k + b)) = zr (zpow2 b) * zr (zpow2 k) :> R.
Proof. by rewrite !zr_pow2 addnC exprD. Qed.

Lemma exp_low_ge0 : Z.leb Z0 (exp_low k b n d).
Proof. by apply/shift_down_ge0/square_down_ge0; lia. Qed.

Lemma exp_low_le : zr (exp_low k b n d) <= exp (fraction n d) * zr (zpow2 b).
Proof.
have p0 := zr_pow2_gt0 R k.
rewrite -(ler_pmul2r p0) -mulrA -pow_add (exp_root k) ?gt_eqF //.
apply: le_trans (shift_down_le _ _ _) _; apply: square_down_le; first by lia.
have e0 := exp_gt0 laws (fraction n s).
set q := Z.div _ _; have [|->] : Z.max Z0 q = Z0 \/ Z.max Z0 q = q by lia.
  by move=> ->; rewrite mulr_ge0 ?(ltW e0) ?(ltW (zr_pow2_gt0 R _)).
rewrite -(ler_pmul2r s0); apply: le_trans (zr_div_le _ _ sZ) _.
rewrite zrM zrD mulrAC ler_pmul2r ?zr_pow2_gt0 //.
have -> : zr s + zr n = (1 + fraction n s) * zr s :> R by rewrite mulrDl mul1r /fraction divfK ?gt_eqF.
by rewrite ler_pmul2r // (exp_ge1D laws).
Qed.

Lemma exp_high_ge : Z.ltb n s -> exp (fraction n d) * zr (zpow2 b) <= zr (exp_high k b n d).
Proof.
move=> ns; have p0 := zr_pow2_gt0 R k.
have t0 : 0 < zr (Z.sub s n) :> R by rewrite zr_gt0; lia.
rewrite -(ler_pmul2r p0) -mulrA -pow_add (exp_root k) ?gt_eqF //.
apply: le_trans _ (shift_up_ge _ _ _); apply: square_up_ge; first exact/ltW/(exp_gt0 laws).
rewrite -(ler_pmul2r t0); apply: le_trans _ (ltW (zr_div_gt _ _ _)); last by lia.
rewrite zrM mulrAC ler_pmul2r ?zr_pow2_gt0 //.
have e0 := exp_gt0 laws (fraction n s).
rewrite -ler_pdivl_mull // -(expN laws).
have -> : zr (Z.sub s n) = (1 + - fraction n s) * zr s :> R by rewrite zrB mulrDl mul1r mulNr /fraction divfK ?gt_eqF.
by rewrite ler_pmul2r // (exp_ge1D laws).
Qed.
End Bounds.

(** * The affinity *)

(* with X and Y for e^(g/2) and e^(h/2) *)
Definition cosine2 (x y : R) : R := (x * y + 1) ^+ 2 / ((x ^+ 2 + 1) * (y ^+ 2 + 1)).

Let sq1 (x : R) : 0 < x ^+ 2 + 1.
Proof. by rewrite ltr_paddl ?ltr01 ?sqr_ge0. Qed.

Lemma BC_cosine2 g h : logistic_BC exp g h ^+ 2 = cosine2 (exp (g / 2%:R)) (exp (h / 2%:R)).
Proof.
rewrite (logistic_BC_sqr laws) !(cosh_ch laws) (exp_quarter_sum laws) !(exp_quarter_sqr laws) /ch /cosine2.
have x0 := exp_gt0 laws (g / 4%:R); have y0 := exp_gt0 laws (h / 4%:R).
move: (exp _) (exp _) x0 y0 => x y x0 y0.
have := sq1 (x ^+ 2); have := sq1 (y ^+ 2); move=> y4 x4.
by field; rewrite !gt_eqF.
Qed.

Lemma one_sub_cosine2 x y : 1 - cosine2 x y = (y - x) ^+ 2 / ((x ^+ 2 + 1) * (y ^+ 2 + 1)).
Proof. by rewrite /cosine2; field; rewrite !gt_eqF. Qed.

(* the users are the more alike, the closer the two numbers *)
Lemma cosine2_le x x' y y' : 0 <= x -> x <= x' -> x' <= y' -> y' <= y -> cosine2 x y <= cosine2 x' y'.
Proof.
move=> x0 xx xy yy; rewrite -ler_opp2 -(ler_add2l 1) !one_sub_cosine2.
have frac_le (f g h u v : R) : 0 < f -> 0 < g -> 0 < h -> u * h <= v * g -> u / (f * g) <= v / (f * h).
  move=> f0 g0 h0 le; rewrite ler_pdivr_mulr ?mulr_gt0 // mulrAC ler_pdivl_mulr ?mulr_gt0 //.
  by rewrite !(mulrCA _ f) ler_pmul2l.
have sqr_le (u v : R) : 0 <= u -> u <= v -> u ^+ 2 <= v ^+ 2.
  by move=> u0 uv; rewrite ler_expn2r // nnegrE (le_trans u0).
have cross (u v w : R) : 0 <= u -> 0 <= v -> 0 <= w -> w <= u ->
    forall t, 0 <= t -> w * t <= u * v -> w ^+ 2 * (t ^+ 2 + 1) <= u ^+ 2 * (v ^+ 2 + 1).
  move=> u0 v0 w0 wu t t0 wt; rewrite !mulrDr !mulr1 -!exprMn.
  by apply: ler_add; apply: sqr_le => //; apply: mulr_ge0.
have x'0 := le_trans x0 xx; have y'0 := le_trans x'0 xy; have y0 := le_trans y'0 yy.
apply: (@le_trans _ _ ((y - x') ^+ 2 / ((x' ^+ 2 + 1) * (y ^+ 2 + 1)))).
  apply: frac_le => //; apply: cross; rewrite ?subr_ge0 ?ler_add2r ?(le_trans xy yy) //.
  rewrite -subr_ge0; have -> : (y - x') * y' - (y' - x') * y = x' * (y - y') by ring.
  by rewrite mulr_ge0 ?subr_ge0.
rewrite ![_ * (y ^+ 2 + 1)]mulrC; apply: frac_le => //; apply: cross.
- by rewrite subr_ge0 (le_trans xx) // (le_trans xy).
- exact: x'0.
- by rewrite subr_ge0 (le_trans xy).
- by rewrite ler_add2l ler_opp2.
- exact: x0.
- by apply: ler_pmul => //; rewrite ?subr_ge0 ?ler_add2l ?ler_opp2 // (le_trans xy).
Qed.

Lemma affinity_high_ge b x y (w : R) : w ^+ 2 <= cosine2 (zr x / zr (zpow2 b)) (zr y / zr (zpow2 b)) ->
  w * zr (zpow2 (b + b)) <= zr (affinity_high b x y).
Proof.
have p0 := zr_pow2_gt0 R b; rewrite /affinity_high.
have -> : zr (zpow2 (b + b)) = zr (zpow2 b) ^+ 2 :> R by rewrite !zr_pow2 exprD expr2.
set one := zpow2 (b + b); have oneE : zr one = zr (zpow2 b) ^+ 2 :> R by rewrite !zr_pow2 exprD expr2.
cbv zeta; set cross := Z.add (Z.mul x y) one.
set den := Z.mul (Z.add (Z.mul x x) one) (Z.add (Z.mul y y) one); set q := Z.div _ den => le.
have d0 : 0 < zr den :> R by rewrite /den zrM !zrD !zrM oneE -!expr2 mulr_gt0 // ltr_paddl ?sqr_ge0 ?exprn_gt0.
have denZ : Z.ltb Z0 den by rewrite -(zr_gt0 R).
have {le} le : w ^+ 2 * zr den <= zr cross ^+ 2.
  move: le; rewrite -(ler_pmul2r d0); congr (_ <= _).
  rewrite /cosine2 /den /cross zrM !zrD !zrM oneE; move: (zr x) (zr y) (zr _) p0 => u v z z0.
  by field; rewrite !gt_eqF // -?expr2 ltr_paddl ?sqr_ge0 ?exprn_gt0.
have q0 : Z.leb Z0 q.
  have : Z.leb Z0 (Z.mul (Z.mul cross cross) (Z.mul one one)) by have := Z.square_nonneg cross; have := Z.square_nonneg one; lia.
  by have := Z.div_pos (Z.mul (Z.mul cross cross) (Z.mul one one)) den; rewrite -/q; lia.
have [_ sq] := Z.sqrt_spec q (proj1 (Z.leb_le _ _) q0).
set s := Z.add (Z.sqrt q) (Zpos xH); have s0 : 0 <= zr s :> R by rewrite zr_ge0; have := Z.sqrt_nonneg q; lia.
rewrite leNgt; apply/negP => lt.
suff : (w * zr (zpow2 b) ^+ 2) ^+ 2 * zr den < zr s ^+ 2 * zr den.
  by rewrite ltr_pmul2r // ltNge ler_expn2r // ?nnegrE // ltW // (le_lt_trans s0).
have := zr_div_gt R (Z.mul (Z.mul cross cross) (Z.mul one one)) denZ; rewrite -/q [X in X < _]zrM (zrM R cross) (zrM R one) !oneE => up.
rewrite exprMn mulrAC; apply: (@le_lt_trans _ _ (zr cross ^+ 2 * (zr (zpow2 b) ^+ 2) ^+ 2)).
  by apply: ler_wpmul2r le; apply: sqr_ge0.
rewrite [zr cross ^+ 2]expr2 [(zr (zpow2 b) ^+ 2) ^+ 2]expr2.
by apply: lt_le_trans up _; rewrite ler_pmul2r // expr2 -zrM zr_le; lia.
Qed.

Lemma logistic_BCC g h : logistic_BC exp g h = logistic_BC exp h g.
Proof. by rewrite /logistic_BC mulrC [X in _ + Num.sqrt X]mulrC. Qed.

Lemma logistic_BCN g h : logistic_BC exp (- g) (- h) = logistic_BC exp g h.
Proof. by rewrite /logistic_BC !opprK addrC. Qed.

Section Deficit.
Variables (k b : nat) (u : Z).
Hypothesis u_gt0 : Z.ltb Z0 u.
Local Notation BC g h := (logistic_BC exp (fraction g u) (fraction h u)).
Local Notation scale := (zr (zpow2 (b + b))).
Let scale0 : 0 < scale := zr_pow2_gt0 R (b + b).

Lemma ordered_deficit_le g h : Z.ltb g h -> zr (ordered_deficit k b g h u) <= (1 - BC g h) * scale.
Proof.
move=> gh; rewrite /ordered_deficit; set d := Z.mul _ u.
have dZ : Z.ltb Z0 d by rewrite /d; lia.
have bc : 0 <= (1 - BC g h) * scale by rewrite mulr_ge0 ?subr_ge0 ?(L1_le1 laws) ?(ltW scale0).
case: ifP => // /andP[small xy].
set z := Z.sub _ _; have [->//|->] : Z.max Z0 z = Z0 \/ Z.max Z0 z = z by lia.
rewrite /z zrB mulrBl mul1r ler_add2l ler_opp2; apply: affinity_high_ge; rewrite BC_cosine2.
have half i : fraction i u / 2%:R = fraction i d :> R by rewrite /fraction /d zrM zr2 mulrAC -mulrA -invfM [_ * zr u]mulrC.
rewrite !half; have p0 := zr_pow2_gt0 R b; apply: cosine2_le.
- exact/ltW/(exp_gt0 laws).
- by rewrite ler_pdivl_mulr // exp_high_ge.
- by rewrite ler_pmul2r ?invr_gt0 // zr_le; lia.
- by rewrite ler_pdivr_mulr // exp_low_le.
Qed.

Theorem deficit_le g h : zr (deficit k b g h u) <= (1 - BC g h) * scale.
Proof.
have bc g' h' : 0 <= (1 - BC g' h') * scale by rewrite mulr_ge0 ?subr_ge0 ?(L1_le1 laws) ?(ltW scale0).
have neg : BC (Z.opp g) (Z.opp h) = BC g h by rewrite /fraction !zrN !mulNr logistic_BCN.
rewrite /deficit; case: ifP => _ /=; [rewrite -neg; move: (Z.opp g) (Z.opp h) => {g h neg} g h |].
all: case: ifP => [/ordered_deficit_le//|_]; case: ifP => [/ordered_deficit_le|_//].
all: by rewrite logistic_BCC.
Qed.
End Deficit.
End Exponential.
