(* Numbers of a certificate: binary integers, which the kernel computes with,   *)
(* read as reals; sums and conjunctions over lists of them as sums and          *)
(* conjunctions over indices.                                                   *)
(* Claims: none by itself.                                                      *)
(*   zr R z        the integer z as an element of R                             *)
(*   fraction n d  n / d                                                        *)
(*   zsum f s      the sum of f over the list s, an integer                     *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify ssrZ.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Integers.
Variable R : realFieldType.
Implicit Types x y : Z.

Definition zr x : R := (int_of_Z x)%:~R.
Definition fraction x y : R := zr x / zr y.

Lemma zrD x y : zr (Z.add x y) = zr x + zr y.
Proof. rewrite /zr -intrD; congr (_ %:~R); lia. Qed.
Lemma zrB x y : zr (Z.sub x y) = zr x - zr y.
Proof. rewrite /zr -rmorphB; congr (_ %:~R); lia. Qed.
Lemma zrM x y : zr (Z.mul x y) = zr x * zr y.
Proof. rewrite /zr -intrM; congr (_ %:~R); lia. Qed.
Lemma zrN x : zr (Z.opp x) = - zr x.
Proof. rewrite /zr -rmorphN; congr (_ %:~R); lia. Qed.
Lemma zr0 : zr Z0 = 0. Proof. by []. Qed.
Lemma zr1 : zr (Zpos xH) = 1. Proof. by []. Qed.
Lemma zr2 : zr (Zpos (xO xH)) = 2%:R. Proof. by []. Qed.
Lemma zr8 : zr (Zpos (xO (xO (xO xH)))) = 8%:R. Proof. by []. Qed.
Lemma zr_le x y : (zr x <= zr y) = Z.leb x y.
Proof. rewrite /zr ler_int; lia. Qed.
Lemma zr_lt x y : (zr x < zr y) = Z.ltb x y.
Proof. rewrite /zr ltr_int; lia. Qed.
Lemma zr_eq x y : (zr x == zr y) = Z.eqb x y.
Proof. rewrite /zr eqr_int; lia. Qed.
Lemma zr_ge0 x : (0 <= zr x) = Z.leb Z0 x. Proof. by rewrite -zr0 zr_le. Qed.
Lemma zr_gt0 x : (0 < zr x) = Z.ltb Z0 x. Proof. by rewrite -zr0 zr_lt. Qed.

Definition zpow2 (n : nat) : Z := Z.pow 2 (Z.of_nat n).

Lemma zr_pow2 n : zr (zpow2 n) = 2%:R ^+ n.
Proof.
rewrite /zpow2; elim: n => [|n IH]; first by rewrite expr0.
by rewrite exprS -IH Nat2Z.inj_succ Z.pow_succ_r ?zrM ?zr2 //; lia.
Qed.

Lemma zr_pow2_gt0 n : 0 < zr (zpow2 n).
Proof. by rewrite zr_pow2 exprn_gt0 ?ltr0n. Qed.

Lemma zr_natr n : zr (Z.of_nat n) = n%:R.
Proof. rewrite /zr pmulrn; congr (_ *~ _); lia. Qed.

(** * Sums over lists *)

Definition zsum (T : Type) (f : T -> Z) (s : seq T) : Z := foldr (fun i a => Z.add (f i) a) Z0 s.

Lemma zr_zsum (T : Type) (x0 : T) (f : T -> Z) s :
  zr (zsum f s) = \sum_(i < size s) zr (f (nth x0 s i)).
Proof.
elim: s => [|x s IH]; first by rewrite big_ord0.
by rewrite big_ord_recl /= zrD IH.
Qed.

Lemma zr_zsum_size (T : Type) (x0 : T) (f : T -> Z) s n : size s = n ->
  zr (zsum f s) = \sum_(i < n) zr (f (nth x0 s i)).
Proof. by move<-; apply: zr_zsum. Qed.
End Integers.

(** * Conditions on lists *)

Lemma all_index (T : Type) (x0 : T) (q : pred T) s n : size s = n ->
  reflect (forall i : 'I_n, q (nth x0 s i)) (all q s).
Proof.
move=> <-; apply: (iffP (all_nthP x0)) => [h i|h i lt]; first exact: h.
exact: (h (Ordinal lt)).
Qed.

(* three lists of the same length, side by side *)
Definition zip3 (S T U : Type) (s : seq S) (t : seq T) (u : seq U) := zip s (zip t u).

Lemma size_zip3 (S T U : Type) (s : seq S) (t : seq T) (u : seq U) n :
  size s = n -> size t = n -> size u = n -> size (zip3 s t u) = n.
Proof. by move=> sn tn un; rewrite !size_zip sn tn un !minnn. Qed.

Lemma nth_zip3 (S T U : Type) x y z (s : seq S) (t : seq T) (u : seq U) n i :
  size s = n -> size t = n -> size u = n ->
  nth (x, (y, z)) (zip3 s t u) i = (nth x s i, (nth y t i, nth z u i)).
Proof. by move=> sn tn un; rewrite !nth_zip ?size_zip ?sn ?tn ?un ?minnn. Qed.

(* the binary integers; %Z is MathComp's unary ones *)
Delimit Scope Z_scope with BZ.
Arguments zr {R} x%BZ.
Arguments fraction {R} (x y)%BZ.
