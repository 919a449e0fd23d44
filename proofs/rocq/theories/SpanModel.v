(* The span theorems on the model: pointwise diversity over all of R^d is the  *)
(* equality of relevant and exposed directions (T15), D_off is the inclusion of *)
(* the span of target heads in that of training heads (T16a), and under the     *)
(* baseline protocol every response needs a spanning audience (T16b).           *)
(* Claims: T15, T16.                                                            *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Span Heads.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section SpanModel.
Variables (R : rcfType) (E : env R).
Local Notation C := (context E).
Local Notation Y := (response E).

(** * T15 *)

Section Linear.
Variables (d : nat) (head : C -> Y -> 'rV[R]_d).
Variables (M : Type) (K : class E M) (par : M -> 'rV[R]_d).
(* the class of all models [r_m c y = <head c y, par m>] *)
Hypothesis linear : forall m c y, K m c y = dot (head c y) (par m).

Let gap_linear m c y y' : gap (K m) c y y' = lgap head (par m) c y y'.
Proof. by rewrite /gap !linear. Qed.

Lemma agree_linear pi m m' : agree pi (K m) (K m') <-> lagree head (@kappa _ E) pi (par m) (par m').
Proof. by split=> ag c y k; have := ag c y k; rewrite !gap_linear. Qed.

Lemma greedy_loptimal m : loptimal head (par m) (greedy K m).
Proof. by move=> c y; have := greedyP K m c y; rewrite !linear. Qed.

Lemma lsuboptimalP pi m : optimal (K m) pi <-> ~ lsuboptimal head (par m) pi.
Proof.
split=> [opt [c [y]] | sub c y]; first by rewrite ltNge /lreward -!linear opt.
by rewrite leNgt; apply/negP => lt; apply: sub; exists c, y; rewrite /lreward -!linear.
Qed.

Theorem T15_diverse_at theta : full_support E -> (forall v, exists m, par m = v) ->
  diverse_at K theta <-> (Rel head == Exp head (@kappa _ E) (greedy K theta))%MS.
Proof.
move=> H4 onto; rewrite -(T15_span _ (greedy_loptimal theta)).
split=> [D v [] | none b ag].
  have [m <-] := onto v => ag; apply/lsuboptimalP/optimal_loss => //.
  by apply/D/agree_sym/agree_linear.
apply/loss_optimal/lsuboptimalP => sub.
by apply: (none (par b)); split=> //; apply/agree_linear/agree_sym.
Qed.

(* models of a smaller class need not be told apart any further *)
Theorem T15_diverse :
  (forall m, (Rel head == Exp head (@kappa _ E) (greedy K m))%MS) -> diverse K.
Proof.
move=> RE a b ag; apply/loss_optimal/lsuboptimalP => sub.
have /(T15_span _ (greedy_loptimal a)) := RE a; apply; split; last exact: sub.
exact/agree_linear/agree_sym.
Qed.
End Linear.

(** * T16a *)

Section Offline.
Variables (U X : finType) (user : C -> U) (prompt : C -> X).
Variables (k d : nat) (w : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d).
Variable K : class E 'M[R]_(k, d).
Hypothesis factored : forall B c y, K B c y = (w (user c) *m B *m (phi (prompt c) y)^T) 0 0.
(* training contexts from [q], training responses from [beta] *)
Variables (q : C -> R) (beta : C -> Y -> R).
Variables (train_user target_user : pred U) (train_prompt target_prompt : pred X).

(* every one of these users with every one of these prompts, and nothing else *)
Definition product_support (law : C -> R) (users : pred U) (prompts : pred X) :=
  (forall c, 0 < law c -> users (user c) /\ prompts (prompt c)) /\
  (forall u x, users u -> prompts x -> exists c, [/\ user c = u, prompt c = x & 0 < law c]).

(* the pairs that the data compares in [c] connect all responses *)
Definition compared_in c : rel Y := fun y y' => (0 < beta c y) && (0 < kappa c y y').
Definition connected := forall c, 0 < q c ->
  forall y y', connect (fun a b => compared_in c a b || compared_in c b a) y y'.

Hypothesis train : product_support q train_user train_prompt.
Hypothesis target : product_support (@p _ E) target_user target_prompt.
Hypothesis conn : connected.

Let compared u x : rel Y := fun y y' =>
  [exists c, [&& user c == u, prompt c == x, 0 < q c & compared_in c y y']].

Let connecting_compared : connecting train_user train_prompt compared.
Proof.
move=> u x tu tx y y'; have [_ /(_ u x tu tx)[c [cu cx qc]]] := train.
apply: (connect_sub _ (conn qc y y')) => a b cmp; apply: connect1.
by case/orP: cmp => cmp; apply/orP; [left | right]; apply/existsP; exists c; rewrite cu cx !eqxx qc cmp.
Qed.

Let fgap_factored B c y y' : fgap w phi B (user c) (prompt c) y y' = gap (K B) c y y'.
Proof. by rewrite /gap !factored. Qed.

Let hidden_offline A B := forall c y y', 0 < q c -> 0 < beta c y -> 0 < kappa c y y' ->
  gap (K A) c y y' = gap (K B) c y y'.

Let fagree_offline A B :
  fagree w phi train_user train_prompt compared A B <-> hidden_offline A B.
Proof.
split=> [ag c y y' qc by0 ky | ag u x y y' tu tx].
  have [/(_ c qc)[tu tx] _] := train; rewrite -!fgap_factored; apply: ag => //.
  by apply/existsP; exists c; rewrite !eqxx qc /compared_in by0 ky.
by case/existsP=> c /and4P[/eqP<- /eqP<- qc /andP[by0 ky]]; rewrite !fgap_factored; apply: ag.
Qed.

Let fbest_factored B c y : fbest w phi B (user c) (prompt c) y <-> best_in (K B) c y.
Proof. by split=> b y'; have := b y'; rewrite /freward !factored. Qed.

Local Notation F := (features phi train_prompt).
Local Notation F' := (features phi target_prompt).

Lemma Delta0_target A B :
  Delta K A B = 0 <-> (forall c, 0 < p c -> best_in (K B) c (greedy K A c)).
Proof.
have s0 c : 0 <= p c * shortfall (K B) c (greedy K A c).
  by rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0.
split=> [/eqP | H].
  rewrite psumr_eq0 // => /allP z c pc; apply/shortfall_eq0/eqP.
  by have := z c (mem_index_enum c); rewrite /= mulf_eq0 gt_eqF.
apply: big1 => c _; have := p_ge0 c; rewrite le_eqVlt => /predU1P[<-|pc]; first by rewrite mul0r.
by have /shortfall_eq0-> := H c pc; rewrite mulr0.
Qed.

Theorem T16a_diverse_offline : F' != 0 -> (F' <= F)%MS ->
  diverse_offline K q beta <-> (span target_user w <= span train_user w)%MS.
Proof.
move=> F'0 F'F; split=> [div | le a b /fagree_offline ag]; last first.
  apply/Delta0_target => c pc y; have [/(_ c pc)[tu tx] _] := target.
  rewrite -subr_ge0 -/(gap _ _ _ _) -fgap_factored -(revealed connecting_compared F'F le ag) //.
  by rewrite fgap_factored subr_ge0 greedyP.
pose deployed u x c := [&& user c == u, prompt c == x & 0 < p c].
pose pol B u x := if [pick c | deployed u x c] is Some c then greedy K B c
  else [arg max_(y > some_response E) freward w phi B u x y]%O.
have sel : selects w phi pol.
  move=> B u x; rewrite /pol; case: pickP => [c /and3P[/eqP<- /eqP<- _] | _].
    exact/fbest_factored/greedyP.
  by case: arg_maxP => // y _ max y'; apply: max.
apply: (proj1 (T16a_offline target_user connecting_compared sel F'0 F'F)).
move=> A B /fagree_offline/div/Delta0_target best u x tu tx.
rewrite /pol; case: pickP => [c /and3P[/eqP<- /eqP<- pc] | none].
  exact/fbest_factored/best.
by have [_ /(_ u x tu tx)[c [cu cx pc]]] := target; have := none c; rewrite /deployed cu cx !eqxx pc.
Qed.
End Offline.

(** * T16b *)

Section Baseline.
Variables (k : nat) (w : C -> 'rV[R]_k) (y0 : Y).
Variable K : class E 'M[R]_(k, #|Y|).
(* everything is compared with the baseline, whose reward is zero *)
Hypothesis baseline : forall c y y', kappa c y y' = (y' == y0)%:R.
Hypothesis rewardE : forall B c y,
  K B c y = if y == y0 then 0 else (w c *m B) 0 (enum_rank y).

Let kappa_baseline c y y' : (0 < kappa c y y') = (y' == y0).
Proof. by rewrite baseline ltr0n lt0b. Qed.

Let linear B c y : K B c y = dot (bhead w y0 c y) (mxvec B).
Proof.
rewrite rewardE; case: eqVneq => [-> | yy0]; first by rewrite bhead_base dotC dot0r.
by rewrite /dot bhead_dot // !mxE; apply: eq_bigr => i _; rewrite mxE.
Qed.

Theorem T16b_diverse_at B : full_support E ->
  diverse_at K B <->
  (forall y, y != y0 -> (span (audience (greedy K B) y) w == span xpredT w)%MS).
Proof.
move=> H4; rewrite -(T16b_baseline w kappa_baseline); apply: T15_diverse_at => // v.
by exists (vec_mx v); rewrite vec_mxK.
Qed.

(* Over all matrices diversity fails: where ties go to the baseline the zero   *)
(* matrix serves it to everybody and exposes nothing.                          *)
Theorem T16b_not_diverse c y : full_support E -> w c != 0 -> y != y0 ->
  (forall c, greedy K 0 c = y0) -> ~ diverse K.
Proof.
move=> H4 wc yy0 serves /(_ 0)/(T16b_diverse_at _ H4)/(_ y yy0)/andP[_].
move=> /span_subP/(_ c isT) wc_sub; case/negP: wc; move: wc_sub.
rewrite /span big_pred0 ?submx0 // => c'.
by rewrite /audience serves eq_sym (negbTE yy0).
Qed.
End Baseline.
End SpanModel.
