(* Linear rewards with every parameter vector admitted, at one truth: a hidden  *)
(* alternative, or that there is none because what is exposed spans what is     *)
(* relevant. T15, with heads and vectors as integers over a unit.               *)
(* Claims: none by itself; certificates of T15 for one instance rest on it. No  *)
(* axiom is used.                                                               *)
(*   linear_class ok H        all models <head c y, m>, m a vector over R       *)
(*   hidden_alternativeZ      lam agrees with theta on all that is exposed, and *)
(*                            theta's policy is not optimal for it; computed    *)
(*   spanningZ                each difference to a served response is a given   *)
(*                            combination of exposed ones; computed             *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Model Basics Span SpanModel CertificateNumbers CertificateInstance.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Record heads := Heads {
  dimension : nat;
  head_unit : Z;
  head_table : seq (seq row)           (* by context, response *)
}.

(* a difference h_c(pi c) - h_c(y) that is exposed, by c and y *)
Definition place := (nat * nat)%type.
(* a combination of them: the integers, and what to divide by *)
Definition combination := (Z * row)%type.

Section Computed.
Variables (I : data) (H : heads).

Definition dotZ (v w : row) : Z := zsum (fun x => Z.mul x.1 x.2) (zip v w).
Definition subZ (v w : row) : row := map (fun x => Z.sub x.1 x.2) (zip v w).
Definition addZ (v w : row) : row := map (fun x => Z.add x.1 x.2) (zip v w).
Definition scaleZ (z : Z) (v : row) : row := map (Z.mul z) v.

Definition vector_ok (v : row) := size v == dimension H.
Definition head_row_ok (hs : seq row) := (size hs == responses I) && all vector_ok hs.
Definition valid_heads :=
  [&& Z.ltb Z0 (head_unit H), size (head_table H) == contexts I & all head_row_ok (head_table H)].

(* the rewards of a parameter vector, and the responses that it serves *)
Definition tableZ (theta : row) : seq row := map (map (fun h => dotZ h theta)) (head_table H).
Definition policyZ (theta : row) : seq nat := map first_best (tableZ theta).

Definition hidden_alternativeZ (u : Z) (theta lam : row) :=
  [&& Z.ltb Z0 u, size theta == dimension H, size lam == dimension H,
      sameZ I (tableZ theta) (tableZ lam) & ~~ fineZ (tableZ theta) (tableZ lam)].

Definition headZ (c y : nat) : row := nth [::] (nth [::] (head_table H) c) y.
Definition differenceZ (pi : seq nat) (x : place) : row := subZ (headZ x.1 (nth 0%N pi x.1)) (headZ x.1 x.2).
Definition exposedZ (pi : seq nat) (x : place) :=
  [&& (x.1 < contexts I)%N, (x.2 < responses I)%N & Z.ltb Z0 (kappaZ I x.1 (nth 0%N pi x.1) x.2)].
Definition combineZ (zs : row) (vs : seq row) : row :=
  foldr (fun x acc => addZ (scaleZ x.1 x.2) acc) (nseq (dimension H) Z0) (zip zs vs).

Definition combination_ok (exposed : seq row) (served : row) (x : row * combination) :=
  ~~ Z.eqb x.2.1 Z0 && (scaleZ x.2.1 (subZ served x.1) == combineZ x.2.2 exposed).
Definition context_spanned (exposed : seq row) (x : seq row * (nat * seq combination)) :=
  let: (hs, (y, combinations)) := x in
  (size combinations == responses I) && all (combination_ok exposed (nth [::] hs y)) (zip hs combinations).
Definition spanningZ (u : Z) (theta : row) (basis : seq place) (combinations : seq (seq combination)) :=
  let pi := policyZ theta in
  [&& Z.ltb Z0 u, size theta == dimension H, all (exposedZ pi) basis, size combinations == contexts I &
      all (context_spanned (map (differenceZ pi) basis)) (zip3 (head_table H) pi combinations)].
End Computed.

Section Sound.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.
Variables (I : data) (ok : valid I).
Local Notation E := (env_of sigma_gt0 sigmaN sigma_inj ok).
Variables (H : heads) (okH : valid_heads I H).
Local Notation C := 'I_(contexts I).
Local Notation Y := 'I_(responses I).
Local Notation d := (dimension H).

Definition vector (u : Z) (v : row) : 'rV[R]_d := \row_i fraction (nth Z0 v i) u.
Definition head_of (c : context E) (y : response E) : 'rV[R]_d := vector (head_unit H) (headZ H c y).
Definition linear_class : class E 'rV[R]_d := canonical_class (fun m c y => dot (head_of c y) m).

(** * Vectors of integers *)

Lemma head_unit_gt0 : Z.ltb Z0 (head_unit H). Proof. by case/and3P: okH. Qed.
Lemma head_contexts : size (head_table H) = contexts I. Proof. by case/and3P: okH => _ /eqP. Qed.
Let head_rowP (c : C) : head_row_ok I H (nth [::] (head_table H) c).
Proof. by case/and3P: okH => _ _ /(all_index [::] _ head_contexts)/(_ c). Qed.
Lemma head_responses (c : C) : size (nth [::] (head_table H) c) = responses I.
Proof. by case/andP: (head_rowP c) => /eqP. Qed.
Lemma head_size (c : C) (y : Y) : size (headZ H c y) = d.
Proof. by case/andP: (head_rowP c) => _ /(all_index [::] _ (head_responses c))/(_ y)/eqP. Qed.

Lemma vector_dot u t v w : size v = d -> size w = d ->
  dot (vector u v) (vector t w) = fraction (dotZ v w) (Z.mul u t).
Proof.
move=> vd wd; have sizes : size (zip v w) = d by rewrite size_zip vd wd minnn.
rewrite dotE /dotZ /fraction (zr_zsum_size R (Z0, Z0) _ sizes) mulr_suml; apply: eq_bigr => i _.
by rewrite !mxE /fraction nth_zip ?vd ?wd //= !zrM invfM mulrACA.
Qed.

Lemma vector_sub u v w : size v = d -> size w = d -> vector u (subZ v w) = vector u v - vector u w.
Proof.
move=> vd wd; apply/rowP => i; rewrite !mxE (nth_map (Z0, Z0)) ?size_zip ?vd ?wd ?minnn //.
by rewrite nth_zip ?vd ?wd //= /fraction zrB mulrBl.
Qed.

Lemma vector_add u v w : size v = d -> size w = d -> vector u (addZ v w) = vector u v + vector u w.
Proof.
move=> vd wd; apply/rowP => i; rewrite !mxE (nth_map (Z0, Z0)) ?size_zip ?vd ?wd ?minnn //.
by rewrite nth_zip ?vd ?wd //= /fraction zrD mulrDl.
Qed.

Lemma vector_scale u z v : size v = d -> vector u (scaleZ z v) = zr z *: vector u v.
Proof. by move=> vd; apply/rowP => i; rewrite !mxE (nth_map Z0) ?vd // /fraction zrM mulrA. Qed.

Lemma vector0 u : vector u (nseq d Z0) = 0.
Proof. by apply/rowP => i; rewrite !mxE nth_nseq if_same /fraction mul0r. Qed.

(** * The rewards of one vector *)

Section Truth.
Variables (u : Z) (theta : row).
Hypothesis theta_size : size theta = d.

Lemma table_value (c : C) (y : Y) : nth Z0 (nth [::] (tableZ H theta) c) y = dotZ (headZ H c y) theta.
Proof. by rewrite (nth_map [::]) ?head_contexts // (nth_map [::]) ?head_responses. Qed.

Lemma linear_table : represents (Z.mul (head_unit H) u) (tableZ H theta)
  (linear_class (vector u theta)).
Proof.
split=> [|c|c y]; first by rewrite size_map head_contexts.
  by rewrite (nth_map [::]) ?head_contexts // size_map head_responses.
by rewrite table_value /= /head_of vector_dot // head_size.
Qed.
End Truth.

Theorem hidden_alternative_sound u theta lam : hidden_alternativeZ I H u theta lam ->
  confusing linear_class (vector u theta) (vector u lam).
Proof.
case/and5P => uZ /eqP ts /eqP ls s nf.
have pos : Z.ltb Z0 (Z.mul (head_unit H) u) by have := head_unit_gt0; lia.
exact: (confusingP pos (linear_table u ts) (linear_table u ls) s nf).
Qed.

(** * What is exposed spans what is relevant *)

Section Spanning.
Variables (u : Z) (theta : row) (basis : seq place) (combinations : seq (seq combination)).
Hypothesis spans : spanningZ I H u theta basis combinations.
Let pi := policyZ H theta.
Let uZ : Z.ltb Z0 u. Proof. by case/and5P: spans. Qed.
Let theta_size : size theta = d. Proof. by case/and5P: spans => _ /eqP. Qed.
Let pos : Z.ltb Z0 (Z.mul (head_unit H) u). Proof. by have := head_unit_gt0; lia. Qed.
Local Notation served := (greedy linear_class (vector u theta)).

Lemma servedE (c : C) : nth 0%N pi c = served c :> nat.
Proof.
rewrite (table_best pos (linear_table u theta_size) c).
by rewrite (nth_map [::]) // size_map head_contexts.
Qed.

Local Notation exposed := (Exp head_of (@kappa _ E) served).

Lemma difference_exposed x : x \in basis -> size (differenceZ H pi x) = d /\
  (vector (head_unit H) (differenceZ H pi x) <= exposed)%MS.
Proof.
case: x => c y xb; case/and5P: spans => _ _ /allP/(_ _ xb)/and3P[/= cl yl k] _ _.
pose c' : C := Ordinal cl; pose y' : Y := Ordinal yl.
rewrite /differenceZ /=; have := servedE c'; rewrite /= => e.
have sc := head_size c' (served c'); have sy := head_size c' y'; rewrite /= in sc sy.
rewrite e size_map size_zip sc sy minnn; split=> //.
rewrite vector_sub //.
apply: (mem_span (fun t => head_of t.1 (served t.1) - head_of t.1 t.2) (i := (c', y'))).
by rewrite /= -[_ < _]/(0 < @kappa _ E c' (served c') y') kappa_gt0 /= -e.
Qed.

Lemma combination_exposed zs : let v := combineZ H zs (map (differenceZ H pi) basis) in
  size v = d /\ (vector (head_unit H) v <= exposed)%MS.
Proof.
rewrite /combineZ; have : {subset basis <= basis} by []; move: {-2}basis => xs sub.
elim: xs zs sub => [|x xs IH] [|z zs] sub; rewrite /= ?size_nseq ?vector0 ?sub0mx //.
have [xs_size xs_in] : _ /\ _ := IH zs (fun i ix => sub i (mem_behead (s := x :: xs) ix)).
have [x_size x_in] := difference_exposed (sub x (mem_head x xs)).
rewrite size_map size_zip size_map x_size xs_size minnn; split=> //.
have scaled : size (scaleZ z (differenceZ H pi x)) = d by rewrite size_map.
by rewrite (vector_add _ scaled xs_size) vector_scale // addmx_sub // scalemx_sub.
Qed.

Theorem spanning_sound : (Rel head_of == exposed)%MS.
Proof.
rewrite Exp_sub_Rel andbT; apply: Rel_sub_Exp => c y.
case/and5P: spans => _ _ _ /eqP cs.
have ps : size pi = contexts I by rewrite !size_map head_contexts.
move=> /(all_index ([::], (0%N, [::])) _ (size_zip3 head_contexts ps cs))/(_ c).
rewrite (nth_zip3 _ _ _ _ head_contexts ps cs) /= servedE => /andP[/eqP rs].
have sizes : size (zip (nth [::] (head_table H) c) (nth [::] combinations c)) = responses I.
  by rewrite size_zip head_responses rs minnn.
move=> /(all_index ([::], (Z0, [::])) _ sizes)/(_ y).
rewrite nth_zip ?head_responses ?rs // /combination_ok /=.
set z := (nth _ _ _).1; set zs := (nth _ _ _).2 => /andP[z0 /eqP e].
have [_] := combination_exposed zs; rewrite -e vector_scale; last first.
  by rewrite size_map size_zip !head_size minnn.
rewrite vector_sub ?head_size // => sub.
have zR : zr z != 0 :> R by rewrite -(zr0 R) zr_eq.
by rewrite -(scalerK zR (head_of _ _ - head_of _ _)) scalemx_sub.
Qed.

Theorem spanning_diverse : diverse_at linear_class (vector u theta).
Proof.
apply/(T15_diverse_at (par := id)) => [||v|] //; [exact: full | by exists v | exact: spanning_sound].
Qed.
End Spanning.
End Sound.
