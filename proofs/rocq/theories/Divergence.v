(* What a learner can know about which of two models is true: the law of the    *)
(* first t rounds as a finite distribution, the Kullback-Leibler divergence of  *)
(* the laws under two models, and its decomposition over rounds. If the best    *)
(* policy of a does not tell a from b, information about b must be bought with  *)
(* regret under a, at the rate K.                                               *)
(* Claims: L6. Any link, any randomised on-policy learner, any horizon; exp and *)
(* ln with the laws of Exponential.v.                                           *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Chance.
Variables (R : rcfType) (E : env R).
Implicit Types (r a b : reward E) (pi : policy E) (h : history E) (A : learner E).

Definition round : finType := [finType of policy E * outcome E].

(* the probability of a history *)
Fixpoint chance A r h : R :=
  if h is x :: h' then chance A r h' * (A h' x.1 * law r x.1 x.2) else 1.

(* the law of the first [t] rounds *)
Definition rounds_law A r t (h : t.-tuple round) : R := chance A r h.

Lemma sum_round (g : round -> R) : \sum_x g x = \sum_pi \sum_o g (pi, o).
Proof. by rewrite pair_big /=; apply: eq_bigr => -[pi o]. Qed.

Lemma big_tupleS n (f : history E -> R) :
  \sum_(h : n.+1.-tuple round) f h = \sum_(h : n.-tuple round) \sum_(x : round) f (x :: h).
Proof.
rewrite exchange_big pair_big /=.
rewrite (reindex (fun xh : round * n.-tuple round => [tuple of xh.1 :: xh.2])) //=.
exists (fun h : n.+1.-tuple round => (thead h, [tuple of behead h])) => [[x h] _|h _] /=.
  by congr (_, _); apply: val_inj.
by rewrite [RHS]tuple_eta; apply: val_inj.
Qed.

Lemma expect_chance A r n f :
  expect A r n f [::] = \sum_(h : n.-tuple round) rounds_law A r h * f h.
Proof.
elim: n f => [|n IH] f.
  rewrite /= (bigD1 [tuple]) //= big1 ?addr0 /rounds_law /= ?mul1r // => h.
  by move=> /eqP[]; apply: tuple0.
rewrite expectSr IH (big_tupleS _ (fun h => chance A r h * f h)).
apply: eq_bigr => h _; rewrite /rounds_law /= mulr_sumr.
rewrite sum_round /=.
by apply: eq_bigr => pi _; rewrite !mulr_sumr; apply: eq_bigr => o _; rewrite !mulrA.
Qed.

Lemma chance_ge0 A r h : 0 <= chance A r h.
Proof.
elim: h => [|x h IH] /=; first exact: ler01.
by apply: mulr_ge0 IH (mulr_ge0 (act_ge0 _ _ _) (law_ge0 _ _ _)).
Qed.

Lemma rounds_law_sum A r t : \sum_(h : t.-tuple round) rounds_law A r h = 1.
Proof.
rewrite -[RHS](expect_const A r t 1 [::]) expect_chance.
by apply: eq_bigr => h _; rewrite mulr1.
Qed.

(* a model enters the probability of a history through its likelihood only *)
Lemma chance_lik A r a h : chance A r h * lik a h = chance A a h * lik r h.
Proof.
elim: h => [|x h IH] /=; first by rewrite /lik !big_nil.
rewrite !lik_cons /law.
have -> u v w y z : u * (v * (w * y)) * (z * lik a h) = (u * lik a h) * (v * w * y * z) :> R by ring.
by rewrite IH; ring.
Qed.

Lemma chance_gt0 A r a h : 0 < chance A r h -> 0 < chance A a h.
Proof.
by move=> r0; rewrite -(pmulr_lgt0 _ (lik_gt0 r h)) -chance_lik pmulr_rgt0 ?lik_gt0.
Qed.
End Chance.

Section Divergence.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Implicit Types (r a b : reward E) (pi : policy E) (h : history E) (A : learner E).

(* between the answers of two users with gaps [x] and [x'] *)
Definition kl (x x' : R) : R := divergence ln (bern E x) (bern E x').

Lemma kl_refl x : kl x x = 0.
Proof.
by apply: big1 => z _; rewrite divff ?gt_eqF ?bern_gt0 // (ln1 laws) mulr0.
Qed.

Lemma kl_ge0 x x' : 0 <= kl x x'.
Proof.
apply: (divergence_ge0 _ _ _ _ laws) => [z|z|||z _]; rewrite ?bern_sum ?bern_gt0 //.
- exact/ltW/bern_gt0.
- exact/ltW/bern_gt0.
Qed.

(* what one round in context [c] with [y] deployed tells [a] from [b] *)
Definition information a b (c : context E) (y : response E) : R :=
  \sum_y' kappa c y y' * kl (gap a c y y') (gap b c y y').

(* [K] information at most for every unit of regret under [a] *)
Definition rate_bound a b pi (K : R) := forall c y,
  0 < p c -> y != pi c -> information a b c y <= K * gap a c (pi c) y.

Lemma information_eq0 a b c y :
  (forall y', 0 < kappa c y y' -> gap a c y y' = gap b c y y') -> information a b c y = 0.
Proof.
move=> same; apply: big1 => y' _.
have := kappa_ge0 c y y'; rewrite le_eqVlt => /predU1P[<-|k]; first by rewrite mul0r.
by rewrite same // kl_refl mulr0.
Qed.

(* the mean log-likelihood ratio of one round *)
Lemma law_log_ratio a b pi :
  \sum_o law a pi o * ln (feedback a pi o / feedback b pi o)
  = \sum_c p c * information a b c (pi c).
Proof.
rewrite sum_outcome; apply: eq_bigr => c _; rewrite [RHS]mulr_sumr; apply: eq_bigr => y' _.
by rewrite /kl /divergence !mulr_sumr; apply: eq_bigr => z _; rewrite /law /=; ring.
Qed.

Definition log_ratio a b h : R := ln (lik a h / lik b h).

Lemma expect_log_ratio A a b t :
  expect A a t (log_ratio a b) [::]
  = \sum_(s < t) expect A a s (fun h => \sum_pi A h pi * \sum_c p c * information a b c (pi c)) [::].
Proof.
elim: t => [|t IH].
  by rewrite big_ord0 /= /log_ratio /lik !big_nil divr1 (ln1 laws).
rewrite [RHS]big_ord_recr [RHS]/= -IH expectSr -expectD; apply: expect_eq => h /=.
rewrite -[X in _ = X + _]mul1r -(act_sum A h) mulr_suml -big_split.
apply: eq_bigr => pi _ /=; rewrite -mulrDr -law_log_ratio; congr (_ * _).
rewrite -[X in _ = X + _]mul1r -(law_sum a pi) mulr_suml -big_split.
apply: eq_bigr => o _ /=; rewrite -mulrDr /log_ratio !lik_cons /=; congr (_ * _).
rewrite -(lnM laws) ?divr_gt0 ?lik_gt0 ?feedback_gt0 //; congr ln.
by field; rewrite !gt_eqF ?lik_gt0 ?feedback_gt0.
Qed.

Lemma divergence_log_ratio A a b t :
  divergence ln (rounds_law A a (t:=t)) (rounds_law A b (t:=t))
  = expect A a t (log_ratio a b) [::].
Proof.
rewrite expect_chance; apply: eq_bigr => h _; rewrite /rounds_law.
have := chance_ge0 A a h; rewrite le_eqVlt => /predU1P[<-|a0]; first by rewrite !mul0r.
have [b0 l0] : chance A b h != 0 /\ lik b h != 0 by rewrite !gt_eqF ?lik_gt0 ?(chance_gt0 b a0).
congr (_ * ln _); apply/eqP; rewrite eqr_div // mulrC.
by rewrite [lik a h * _]mulrC -chance_lik mulrC.
Qed.

(* the decomposition, as an identity *)
Theorem L6_chain_rule A a b t :
  divergence ln (rounds_law A a (t:=t)) (rounds_law A b (t:=t))
  = \sum_(s < t) expect A a s (fun h => \sum_pi A h pi * \sum_c p c * information a b c (pi c)) [::].
Proof. by rewrite divergence_log_ratio expect_log_ratio. Qed.

Lemma information_loss a b pi K pi' : optimal a pi -> agree pi a b -> rate_bound a b pi K ->
  \sum_c p c * information a b c (pi' c) <= K * loss a pi'.
Proof.
move=> opt ag rate; rewrite mulr_sumr; apply: ler_sum => c _.
rewrite mulrCA -(optimal_gap _ _ opt).
have := p_ge0 c; rewrite le_eqVlt => /predU1P[<-|pc]; first by rewrite !mul0r.
rewrite ler_pmul2l //; have [->|ne] := eqVneq (pi' c) (pi c); last exact: rate.
by rewrite information_eq0 ?/gap ?subrr ?mulr0 // => y'; apply: ag.
Qed.

Theorem L6_divergence A a b pi K t : optimal a pi -> agree pi a b -> rate_bound a b pi K ->
  divergence ln (rounds_law A a (t:=t)) (rounds_law A b (t:=t)) <= K * Regret A a t.
Proof.
move=> opt ag rate; rewrite L6_chain_rule Regret_sum mulr_sumr; apply: ler_sum => s _.
rewrite -expectZ; apply: expect_le => h; rewrite mulr_sumr; apply: ler_sum => pi' _.
by rewrite mulrCA ler_wpmul2l ?act_ge0 // (information_loss _ opt ag rate).
Qed.

(** * The constant K *)

Definition exchange_rate a b pi : R :=
  \big[Num.max/0]_c \big[Num.max/0]_(y | y != pi c) (information a b c y / gap a c (pi c) y).

Lemma big_max_ge0 (I : finType) (P : pred I) (f : I -> R) : 0 <= \big[Num.max/0]_(i | P i) f i.
Proof. by elim/big_rec: _ => // i x _ x0; rewrite le_maxr x0 orbT. Qed.

Lemma le_big_max (I : finType) (P : pred I) (f : I -> R) i :
  P i -> f i <= \big[Num.max/0]_(j | P j) f j.
Proof.
move=> Pi; rewrite -big_filter.
have : i \in [seq j <- index_enum I | P j] by rewrite mem_filter Pi mem_index_enum.
elim: [seq j <- _ | P j] => [|j s IH] //; rewrite inE big_cons le_maxr.
by case/predU1P => [->|/IH->]; rewrite ?lexx ?orbT.
Qed.

Lemma exchange_rate_ge0 a b pi : 0 <= exchange_rate a b pi.
Proof. exact: big_max_ge0. Qed.

Lemma unique_gap_gt0 a pi c y : unique_optimum a -> optimal a pi -> y != pi c -> 0 < gap a c (pi c) y.
Proof.
move=> uniq opt ne; rewrite subr_gt0 lt_neqAle opt andbT; apply: contra ne => /eqP e.
by apply/eqP/(uniq c) => [y'|]; rewrite ?e; apply: opt.
Qed.

Lemma exchange_rate_bound a b pi : unique_optimum a -> optimal a pi ->
  rate_bound a b pi (exchange_rate a b pi).
Proof.
move=> uniq opt c y _ ne; rewrite -ler_pdivr_mulr ?unique_gap_gt0 //.
apply: le_trans (le_big_max _ (erefl : xpredT c)).
exact: (le_big_max (fun y => information a b c y / gap a c (pi c) y)).
Qed.

(* with the constant of the theory *)
Theorem L6_divergence_rate A a b pi t : unique_optimum a -> optimal a pi -> agree pi a b ->
  divergence ln (rounds_law A a (t:=t)) (rounds_law A b (t:=t))
  <= exchange_rate a b pi * Regret A a t.
Proof. by move=> uniq opt ag; apply: (L6_divergence _ _ opt ag); apply: exchange_rate_bound. Qed.
End Divergence.
