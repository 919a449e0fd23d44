(* T2 without a horizon: the chance that a wrong model has been selected more   *)
(* than n times grows with the horizon and converges, and the limit, which is   *)
(* the chance that it is ever selected more than n times, is at most rho^n.     *)
(* Claims: T2 (for N at infinity). Over the real numbers; axioms: those of      *)
(* mathcomp-analysis.                                                           *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import boolp classical_sets reals.
From UserDiversity Require Import Model Basics Bounded.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* what no round can lower grows with the horizon *)
Lemma expect_grows (R : rcfType) (E : env R) (A : learner E) (r : reward E) n (f : history E -> R) h :
  (forall x h, f h <= f (x :: h)) -> expect A r n f h <= expect A r n.+1 f h.
Proof.
move=> grow; rewrite expectSr; apply: expect_le => h' /=.
rewrite -[leLHS]mul1r -(act_sum A h') mulr_suml; apply: ler_sum => pi _.
rewrite ler_wpmul2l ?act_ge0 // -[leLHS]mul1r -(law_sum r pi) mulr_suml; apply: ler_sum => o _.
by rewrite ler_wpmul2l ?law_ge0.
Qed.

Section Limit.
Variables (R : realType) (E : env R) (M : finType) (K : class E M) (A : learner E) (m theta : M).

(* the chance of more than [n] selections within [T] rounds *)
Definition tail n T : R := expect A (K theta) T (fun h => (n < selections K m h)%N%:R) [::].

(* it grows to a limit, which is at most rho^n *)
Theorem T2_infinite n : exists l : R, [/\ l <= rho_own K m theta ^+ n,
  forall T, tail n T <= tail n T.+1, forall T, tail n T <= l &
  forall eps, 0 < eps -> exists T0, forall T, (T0 <= T)%N -> l - eps < tail n T].
Proof.
have up T : tail n T <= tail n T.+1.
  apply: expect_grows => x h.
  by rewrite ler_nat; case: (ltnP n (selections K m h)) => //= lt; rewrite (leq_trans lt) ?leq_addl.
have mono : {homo tail n : i j / (i <= j)%N >-> i <= j} by apply: homo_leq => //; apply: le_trans.
have below T : tail n T <= rho_own K m theta ^+ n by apply: T2_geometric_tail.
have sp : has_sup (range (tail n)).
  by split; [exists (tail n 0), 0%N | exists (rho_own K m theta ^+ n) => _ [T _ <-]].
exists (sup (range (tail n))); split=> // [|T|eps e0].
- by apply: sup_le_ub; [case: sp | move=> _ [T _ <-]].
- by apply: (sup_upper_bound sp); exists T.
have [_ [T0 _ <-] lt] := sup_adherent e0 sp; exists T0 => T le.
exact: lt_le_trans lt (mono _ _ le).
Qed.
End Limit.
