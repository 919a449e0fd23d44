(** * T16: the span condition in terms of user heads

    Factored rewards [freward B u x y = w_u^T B phi(x, y)]: user heads [w u],
    features [phi x y], an unknown matrix [B].
    (a) offline, with training users times training prompts;
    (b) online, with one fixed comparator (the baseline) and one-hot features. *)

From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Span.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** The head of a user and a feature vector, as one vector: their Kronecker product. *)
Definition kron (R : fieldType) k d (w : 'rV[R]_k) (phi : 'rV[R]_d) : 'rV[R]_(k * d) :=
  mxvec (w^T *m phi).

(** ** (a) Training users, training prompts *)

Section TrainingPairs.
Variables (R : realFieldType) (k d : nat) (U X Y : finType).
Variables (w : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d).
Implicit Types (A B : 'M[R]_(k, d)) (v : 'cV[R]_k) (g : 'rV[R]_d).

Definition freward B u x y : R := (w u *m B *m (phi x y)^T) 0 0.
Definition fgap B u x y y' : R := freward B u x y - freward B u x y'.
Definition fbest B u x y := forall y', freward B u x y' <= freward B u x y.

(** Users and prompts of the training data, and of the deployment. *)
Variables (train_user target_user : pred U) (train_prompt target_prompt : pred X).
(** [compared u x y y']: the data compares [y] with [y'] in the context [(u, x)]. *)
Variable compared : U -> X -> rel Y.

Definition connecting := forall u x, train_user u -> train_prompt x ->
  forall y y', connect (fun a b => compared u x a b || compared u x b a) y y'.

(** [B'] cannot be told from [B] by training data. *)
Definition fagree B B' := forall u x y y', train_user u -> train_prompt x ->
  compared u x y y' -> fgap B u x y y' = fgap B' u x y y'.

(** Spans of the feature differences over a set of prompts. *)
Definition features (prompts : pred X) : 'M[R]_d :=
  span (fun t : X * (Y * Y) => prompts t.1) (fun t => phi t.1 t.2.1 - phi t.1 t.2.2).

(** A rule that deploys a best response of each matrix, ties broken in any way. *)
Definition selects (pol : 'M[R]_(k, d) -> U -> X -> Y) := forall B u x, fbest B u x (pol B u x).

(** D_off over all matrices. *)
Definition fdiverse_offline (pol : 'M[R]_(k, d) -> U -> X -> Y) :=
  forall A B, fagree A B ->
  forall u x, target_user u -> target_prompt x -> fbest B u x (pol A u x).

Lemma fgapE B u x y y' : fgap B u x y y' = ((phi x y - phi x y') *m (w u *m B)^T) 0 0.
Proof.
by rewrite /fgap /freward -!/(dot _ _) -dotBr dotC.
Qed.

Lemma fgapB A B u x y y' : fgap (A - B) u x y y' = fgap A u x y y' - fgap B u x y y'.
Proof. by rewrite !fgapE mulmxBr linearB mulmxBr !mxE. Qed.

Lemma fgap_features A B u prompts : features prompts *m (w u *m (A - B))^T = 0 <->
  (forall x y y', prompts x -> fgap A u x y y' = fgap B u x y y').
Proof.
have gap0 x y y' : (phi x y - phi x y') *m (w u *m (A - B))^T = 0
    <-> fgap A u x y y' = fgap B u x y y'.
  have val : ((phi x y - phi x y') *m (w u *m (A - B))^T) 0 0 = fgap A u x y y' - fgap B u x y y'.
    by rewrite -fgapE fgapB.
  split=> [E | E]; first by apply/eqP; rewrite -subr_eq0 -val E mxE.
  by apply/matrixP => i j; rewrite !ord1 val E subrr mxE.
split=> [/span_kill H x y y' px | H]; first by apply/gap0; apply: (H (x, (y, y'))).
by apply/span_kill => -[x [y y']] px; apply/gap0; apply: H.
Qed.

(** Connected comparisons reveal every gap of a training context. *)
Lemma fagreeP : connecting -> forall A B, fagree A B <->
  (forall u, train_user u -> features train_prompt *m (w u *m (A - B))^T = 0).
Proof.
move=> conn A B; split=> [ag u tu | H u x y y' tu tx _]; last first.
  by have /fgap_features -> := H u tu.
apply/fgap_features => x y y' tx.
have /connectP[s] := conn u x tu tx y y'.
elim: s y => [|z s IH] y /=; first by move=> _ ->; rewrite /fgap !subrr.
case/andP=> yz sz last_s.
have split_gap (B' : 'M_(k, d)) : fgap B' u x y y' = fgap B' u x y z + fgap B' u x z y'.
  by rewrite /fgap addrA subrK.
rewrite !split_gap (IH z sz last_s); congr (_ + _).
case/orP: yz => [yz | zy]; first exact: ag.
by apply: oppr_inj; rewrite /fgap !opprB; exact: (ag _ _ _ _ tu tx zy).
Qed.

Lemma span_heads (P : pred U) v :
  span P w *m v = 0 <-> (forall u, P u -> (w u *m v) 0 0 = 0).
Proof.
split=> [/span_kill H u Pu | H]; first by rewrite H // mxE.
by apply/span_kill => u Pu; apply/matrixP => i j; rewrite !ord1 H ?mxE.
Qed.

Lemma dyad_head u v g : w u *m (v *m g) = (w u *m v) 0 0 *: g.
Proof. by rewrite mulmxA {1}[w u *m v]mx11_scalar mul_scalar_mx. Qed.

Lemma dyad_reward a u v g x y :
  freward (a *: (v *m g)) u x y = a * ((w u *m v) 0 0 * dot (phi x y) g).
Proof.
rewrite dotC /freward -scalemxAr dyad_head -!scalemxAl.
by rewrite [LHS]mxE [X in _ * X]mxE.
Qed.

Lemma frewardD A B u x y : freward (A + B) u x y = freward A u x y + freward B u x y.
Proof. by rewrite /freward mulmxDr mulmxDl mxE. Qed.

Local Notation F := (features train_prompt).
Local Notation F' := (features target_prompt).

(** A perturbation along [g] is hidden iff it is orthogonal to every training head. *)
Definition perturbation_hidden v g := forall B, fagree (B + v *m g) B.

Theorem T16a_hidden v g : connecting -> (g <= F)%MS -> g != 0 ->
  perturbation_hidden v g <-> (forall u, train_user u -> (w u *m v) 0 0 = 0).
Proof.
move=> conn gF g0.
have diffE B : (B + v *m g) - B = v *m g by rewrite addrC addKr.
split=> [hid u tu | orth_v B].
  have /(fagreeP conn)/(_ u tu) := hid 0.
  rewrite diffE dyad_head linearZ /= -scalemxAr => /eqP.
  rewrite scaler_eq0 => /orP[/eqP // | /eqP Fg]; case/negP: g0.
  by have /submxP[D gE] := gF; rewrite -dot_eq0 /dot {1}gE -mulmxA Fg mulmx0 mxE.
by apply/(fagreeP conn) => u tu; rewrite diffE dyad_head orth_v // scale0r trmx0 mulmx0.
Qed.

(** It alters somebody's best response. *)
Definition perturbation_alters pol v g := exists B u x,
  [/\ target_user u, target_prompt x & ~ fbest (B + v *m g) u x (pol B u x)].

Theorem T16a_alters pol v g : selects pol -> F' *m g^T != 0 ->
  perturbation_alters pol v g <-> (exists2 u, target_user u & (w u *m v) 0 0 != 0).
Proof.
move=> sel Fg0; split=> [[B [u [x [tu tx alt]]]] | [u tu wv0]].
  exists u => //; apply/negP => /eqP wv0; apply: alt => y.
  have same z : freward (B + v *m g) u x z = freward B u x z.
    by rewrite frewardD -(scale1r (v *m g)) dyad_reward wv0 mul0r mulr0 addr0.
  by rewrite !same; apply: sel.
case: (pickP (fun t : X * (Y * Y) =>
    target_prompt t.1 && (dot (phi t.1 t.2.1 - phi t.1 t.2.2) g != 0))) => [[x [y y']] | none]; last first.
  case/eqP: Fg0; apply/span_kill => t tx; apply/matrixP => i j; rewrite !ord1 [RHS]mxE.
  by apply/eqP; have := none t; rewrite tx /= => /negbFE.
case/andP=> /= tx dg0.
pose B := - 2%:R^-1 *: (v *m g).
exists B, u, x; split=> // best1; set z := pol B u x in best1.
have B'E : B + v *m g = 2%:R^-1 *: (v *m g).
  rewrite -[X in _ + X]scale1r -scalerDl; congr (_ *: _).
  by rewrite -{2}(@mulfV _ (2%:R : R)) ?pnatr_eq0 // mulr_natl mulr2n addrA addNr add0r.
have half0 : (0 : R) < 2%:R^-1 by rewrite invr_gt0 ltr0n.
have flat t : (w u *m v) 0 0 * dot (phi x t) g = (w u *m v) 0 0 * dot (phi x z) g.
  apply/eqP; rewrite eq_le; apply/andP; split.
    by have := best1 t; rewrite B'E !dyad_reward ler_pmul2l.
  by have := sel B u x t; rewrite !dyad_reward !mulNr ler_opp2 ler_pmul2l.
by case/eqP: dg0; apply/eqP; rewrite dotBl subr_eq0 -(inj_eq (mulfI wv0)) !flat.
Qed.

(** Training heads that span the target heads reveal every target gap. *)
Lemma revealed A B : connecting -> (F' <= F)%MS ->
    (span target_user w <= span train_user w)%MS -> fagree A B ->
  forall u x y y', target_user u -> target_prompt x -> fgap A u x y y' = fgap B u x y y'.
Proof.
move=> conn F'F le /(fagreeP conn) ag u x y y' tu.
move: x y y'; apply/fgap_features; have /submxP[D ->] := F'F; rewrite -mulmxA.
suff -> : F *m (w u *m (A - B))^T = 0 by rewrite mulmx0.
suff : span target_user w *m ((A - B) *m F^T) = 0.
  by move=> /span_kill/(_ u tu); rewrite mulmxA => /(congr1 trmx); rewrite trmx_mul trmxK trmx0.
have /submxP[D' ->] := le; rewrite -mulmxA.
suff -> : span train_user w *m ((A - B) *m F^T) = 0 by rewrite mulmx0.
apply/span_kill => u1 t1; have := congr1 trmx (ag u1 t1).
by rewrite trmx_mul trmxK trmx0 mulmxA.
Qed.

(** Training heads span the target heads iff D_off holds over all matrices. *)
Theorem T16a_offline pol : connecting -> selects pol -> F' != 0 -> (F' <= F)%MS ->
  fdiverse_offline pol <-> (span target_user w <= span train_user w)%MS.
Proof.
move=> conn sel F'0 F'F; split=> [div | le A B ag u x tu tx y]; last first.
  rewrite -subr_ge0 -/(fgap _ _ _ _ _) -(revealed conn F'F le ag) //.
  by rewrite subr_ge0 sel.
apply/submx_dual => v /span_heads kill; apply/span_heads => u tu.
apply/eqP/negPn/negP => wv0.
have [g gF' F'g] := row_witness F'0.
have g0 : g != 0 by apply: contraNneq F'g => ->; rewrite trmx0 mulmx0.
have [B [u' [x [tu' tx]]]] : perturbation_alters pol v g by apply/T16a_alters => //; exists u.
apply; apply: div => // u1 x1 y1 y1' t1 t1' c1; symmetry.
by apply: (proj2 (T16a_hidden v conn (submx_trans gF' F'F) g0)).
Qed.

(** The abstract's sentence: user heads span the latent reward directions that
    can alter the optimal response iff no such direction is hidden. *)
Theorem T16a_literal pol : connecting -> selects pol -> F' != 0 -> (F' <= F)%MS ->
  (span target_user w <= span train_user w)%MS <->
  (forall v g, (g <= F)%MS -> F' *m g^T != 0 ->
     perturbation_alters pol v g -> ~ perturbation_hidden v g).
Proof.
move=> conn sel F'0 F'F; split=> [/submx_dual le v g gF F'g | H].
  have g0 : g != 0 by apply: contraNneq F'g => ->; rewrite trmx0 mulmx0.
  move=> /(T16a_alters _ sel F'g)[u tu /negP wv0] /(T16a_hidden _ conn gF g0)/span_heads/le.
  by move=> /span_heads/(_ u tu)/eqP.
apply/(T16a_offline conn sel F'0 F'F); apply/(T16a_offline conn sel F'0 F'F).
apply/submx_dual => v kill; apply/span_heads => u tu; apply/eqP/negPn/negP => wv0.
have [g gF' F'g] := row_witness F'0.
have g0 : g != 0 by apply: contraNneq F'g => ->; rewrite trmx0 mulmx0.
have gF := submx_trans gF' F'F.
apply: (H v _ gF F'g); first by apply/T16a_alters => //; exists u.
by apply/T16a_hidden => //; apply/span_heads.
Qed.

End TrainingPairs.

(** ** (b) The baseline protocol: every response needs a spanning audience *)

Section Baseline.
Variables (R : realFieldType) (k : nat) (C Y : finType).
(** [w c] is the head of the user of the context [c]; [y0] the baseline. *)
Variables (w : C -> 'rV[R]_k) (y0 : Y).
Variable kappa : C -> Y -> Y -> R.
Hypothesis kappa_baseline : forall c y y', (0 < kappa c y y') = (y' == y0).

(** Those who are served [y]. *)
Definition audience (pi : C -> Y) (y : Y) : pred C := fun c => pi c == y.

Definition onehot (y : Y) : 'rV[R]_#|Y| := if y == y0 then 0 else delta_mx 0 (enum_rank y).
Definition bhead c y : 'rV[R]_(k * #|Y|) := kron (w c) (onehot y).

Lemma bhead_base c : bhead c y0 = 0.
Proof. by rewrite /bhead /kron /onehot eqxx mulmx0 linear0. Qed.

Lemma bhead_dot c y (B : 'M[R]_(k, #|Y|)) : y != y0 ->
  bhead c y *m (mxvec B)^T = w c *m col (enum_rank y) B.
Proof.
by move=> yy0; rewrite /bhead /kron mxvec_dotmul /onehot (negbTE yy0) -mulmxA trmx_delta -colE.
Qed.

Lemma bheads_kill (pi : C -> Y) (B : 'M[R]_(k, #|Y|)) :
  Exp bhead kappa pi *m (mxvec B)^T = 0 <->
  (forall y, y != y0 -> span (audience pi y) w *m col (enum_rank y) B = 0).
Proof.
split=> [/span_kill H y yy0 | H].
  apply/span_kill => c /eqP picy; have := H (c, y0); rewrite /= kappa_baseline eqxx bhead_base subr0.
  by rewrite picy bhead_dot // => ->.
apply/span_kill => -[c y'] /=; rewrite kappa_baseline => /eqP->.
rewrite bhead_base subr0; have [-> | pic] := eqVneq (pi c) y0; first by rewrite bhead_base mul0mx.
by rewrite bhead_dot //; have /span_kill/(_ c (eqxx _)) := H _ pic.
Qed.

Lemma brel_kill (B : 'M[R]_(k, #|Y|)) : Rel bhead *m (mxvec B)^T = 0 <->
  (forall y, y != y0 -> span xpredT w *m col (enum_rank y) B = 0).
Proof.
split=> [/span_kill H y yy0 | H].
  apply/span_kill => c _; have := H (c, (y, y0)) isT.
  by rewrite /= bhead_base subr0 bhead_dot.
have zero c y : bhead c y *m (mxvec B)^T = 0.
  have [-> | yy0] := eqVneq y y0; first by rewrite bhead_base mul0mx.
  by rewrite bhead_dot //; have /span_kill -> := H _ yy0.
by apply/span_kill => -[c [y y']] _ /=; rewrite mulmxBl !zero subrr.
Qed.

Theorem T16b_baseline (pi : C -> Y) :
  (Rel bhead == Exp bhead kappa pi)%MS <->
  (forall y, y != y0 -> (span (audience pi y) w == span xpredT w)%MS).
Proof.
have sub y : (span (audience pi y) w <= span xpredT w)%MS.
  by apply/span_subP => c _; apply: mem_span.
rewrite Exp_sub_Rel andbT; split=> [/submx_dual RE y yy0 | H].
  rewrite sub; apply/submx_dual => x kill.
  pose B : 'M[R]_(k, #|Y|) := x *m delta_mx 0 (enum_rank y).
  have colB y' : col (enum_rank y') B = if y' == y then x else 0.
    rewrite /B; apply/colP => i; rewrite !mxE big_ord1 !mxE eqxx (inj_eq enum_rank_inj).
    by case: eqP => _; rewrite ?mulr1 // mulr0 mxE.
  have /brel_kill/(_ y yy0) : Rel bhead *m (mxvec B)^T = 0.
    apply: RE; apply/bheads_kill => y' _; rewrite colB.
    by case: eqP => [->|_]; rewrite ?mulmx0.
  by rewrite colB eqxx.
apply/submx_dual => x; rewrite -[x]trmxK -(vec_mxK x^T).
move=> /bheads_kill kill; apply/brel_kill => y yy0.
have /andP[_ /submx_dual] := H y yy0; apply; exact: kill.
Qed.

(** Serving everybody the baseline is optimal for the zero matrix and exposes
    nothing: then a hidden alternative exists as soon as some head is not zero. *)
Theorem T16b_uniform c y : w c != 0 -> y != y0 ->
  loptimal bhead 0 (fun=> y0) /\ exists lam, lhidden bhead kappa (fun=> y0) 0 lam.
Proof.
move=> wc0 yy0; split; first by move=> c' y'; rewrite /lreward !dot0r.
exists (bhead c y); split.
  by move=> c' y'; rewrite kappa_baseline => /eqP->; rewrite /lgap !subrr.
exists c, y; rewrite /lreward bhead_base dotC dot0r {2}/bhead /kron /onehot (negbTE yy0).
by rewrite /dot bhead_dot // colE -mulmxA mul_delta_mx -colE col_id dot_gt0.
Qed.

End Baseline.
