(* Models of a finite certificate as members of a class of linear rewards: the  *)
(* parameter vector that a table of rewards comes from, and the inequalities of *)
(* the polytope that it satisfies. With a confusing pair of the finite class,   *)
(* this is what T23 (A) asks for.                                               *)
(* Claims: none by itself; certificates of T23 for one instance rest on it. No  *)
(* axiom is used.                                                               *)
(*   inside H cu ineqs m   m satisfies every inequality <normal, m> <= bound,   *)
(*                         whose integers are over the unit cu                  *)
(*   memberZ               a vector is inside, and its rewards are a table's;   *)
(*                         computed                                             *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Model Basics Span CertificateNumbers CertificateInstance CertificateSpan.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* the normal, and what it is at most *)
Definition inequality := (row * Z)%type.

Section Computed.
Variables (I : data) (H : heads).

Definition satisfied (u : Z) (v : row) (x : inequality) :=
  (size x.1 == dimension H) && Z.leb (dotZ x.1 v) (Z.mul x.2 u).
Definition tabulated (u : Z) (v : row) (x : row * seq row) :=
  all (fun rh => Z.eqb (Z.mul rh.1 (Z.mul (head_unit H) u)) (Z.mul (dotZ rh.2 v) (reward_unit I))) (zip x.1 x.2).
Definition memberZ (m : nat) (cu : Z) (ineqs : seq inequality) (u : Z) (v : row) :=
  [&& Z.ltb Z0 cu, Z.ltb Z0 u, size v == dimension H, all (satisfied u v) ineqs &
      all (tabulated u v) (zip (model I m) (head_table H))].
End Computed.

Section Sound.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.
Variables (I : data) (ok : valid I) (H : heads) (okH : valid_heads I H).
Local Notation K := (class_of sigma_gt0 sigmaN sigma_inj ok).
Local Notation L := (linear_class sigma_gt0 sigmaN sigma_inj ok H).

Definition inside (cu : Z) (ineqs : seq inequality) (m : 'rV[R]_(dimension H)) :=
  forall x, x \in ineqs -> dot (vector R H cu x.1) m <= fraction x.2 cu.

Theorem member_sound (m : 'I_(models I)) cu ineqs u v : memberZ I H m cu ineqs u v ->
  inside cu ineqs (vector R H u v) /\ forall c y, K m c y = L (vector R H u v) c y.
Proof.
case/and5P => cuZ uZ /eqP vd /allP sat tab.
have cu0 : 0 < zr cu :> R by rewrite zr_gt0.
have u0 : 0 < zr u :> R by rewrite zr_gt0.
split=> [x xs | c y].
  have /andP[/eqP nd le] := sat x xs; rewrite vector_dot // /fraction.
  rewrite ler_pdivr_mulr ?zrM ?mulr_gt0 // mulrA divfK ?gt_eqF // -zrM zr_le.
  by move: le.
have h0 : 0 < zr (head_unit H) :> R by rewrite zr_gt0 (head_unit_gt0 okH).
have r0 := reward_unit_gt0 R ok.
have sizes : size (zip (model I m) (head_table H)) = contexts I.
  by rewrite size_zip (model_size ok) (head_contexts okH) minnn.
move: tab => /(all_index ([::], [::]) _ sizes)/(_ c).
rewrite nth_zip ?(model_size ok) ?(head_contexts okH) // /tabulated /=.
have rows : size (zip (nth [::] (model I m) c) (nth [::] (head_table H) c)) = responses I.
  by rewrite size_zip (reward_size ok) (head_responses okH) minnn.
move=> /(all_index (Z0, [::]) _ rows)/(_ y).
rewrite nth_zip ?(reward_size ok) ?(head_responses okH) //= -(zr_eq R) !zrM => /eqP e.
rewrite /head_of vector_dot ?(head_size okH) // /reward_of /fraction zrM -/(headZ H c y) in e *.
have n1 : zr (reward_unit I) != 0 :> R by rewrite gt_eqF.
have n2 : zr (head_unit H) * zr u != 0 :> R by rewrite gt_eqF // mulr_gt0.
by apply/eqP; rewrite eqr_div //; apply/eqP.
Qed.
End Sound.
