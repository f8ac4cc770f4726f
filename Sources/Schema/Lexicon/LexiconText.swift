// Written by tools/generate.sh from schemas/opportunity/v1/*.proto; edit that, not this.

extension Lexicon {
  static let source = """
    kind command 20 publish_policy PublishPolicy 发布规则|Publish a policy
    doc 发布规则: puts a whole document in force, from now on or from a later moment.
    field 1 document message PolicyDocument required
    field 2 reason text - optional
    field 3 effective_from_ms moment - optional
    doc 0: at once. Never in the past.
    field 4 approval_id text - optional
    doc The approval it rests on, if it needed one.
    kind command 30 register_team RegisterTeam 登记团队|Register a team
    field 1 team_id identifier Team required
    field 2 name text - optional
    field 3 parent_id identifier Team optional
    doc Empty: a top team.
    kind command 32 register_user RegisterUser 登记用户|Register a user
    field 1 user_id identifier User required
    field 2 name text - optional
    field 3 roles word Role repeated
    field 4 team_id identifier Team optional
    kind command 40 register_customer RegisterCustomer 登记客户|Register a customer
    field 1 customer_id identifier Customer required
    field 2 kind word CustomerKind required
    field 3 name text - optional
    doc Of an organisation. A person's name goes into person_name.
    field 4 person_name text - optional
    field 5 industry text - optional
    field 6 region text - optional
    field 7 source text - optional
    kind command 50 create_opportunity CreateOpportunity 录入商机|Create an opportunity
    doc 商机录入: a need that the company can basically meet becomes an opportunity.
    field 1 opportunity_id identifier Opportunity required
    field 2 customer_id identifier Customer required
    field 3 title text - optional
    field 4 amount message Money required
    field 5 owner_id identifier User required
    field 6 needs text - repeated
    doc What the customer cares about.
    field 7 expected_close_day day - optional
    doc Days since 1970-01-01. Absent: not known.
    field 8 source text - optional
    field 9 stage word Stage optional
    doc STAGE_UNSPECIFIED: contact.
    field 10 grade word Grade optional
    field 11 grade_basis message GradeBasis optional
    kind command 51 grade_opportunity GradeOpportunity 商机分级|Grade an opportunity
    doc 商机分级: judges how much the customer wants to buy, and says on what basis.
    field 1 opportunity_id identifier Opportunity required
    field 2 grade word Grade required
    field 3 basis message GradeBasis required
    kind command 52 log_follow_up LogFollowUp 记录跟进|Log a follow-up
    doc 跟进: what was said to the customer and how the customer reacted, in ticks rather than essays.
    field 1 opportunity_id identifier Opportunity required
    field 2 channel word Channel required
    field 3 tags text - repeated
    doc Codes of the policy's catalogue; at least one.
    field 4 sentiment word Sentiment optional
    doc SENTIMENT_UNSPECIFIED: the most negative one of the tags.
    field 5 note text - optional
    field 6 minutes unsigned - optional
    field 7 promised_feedback_at_ms moment - optional
    doc When we promised to come back to the customer. 0: no promise.
    field 8 next_due_at_ms moment - optional
    doc The next step agreed with the customer. 0: none.
    kind command 53 move_stage MoveStage 推进阶段|Move the stage
    doc 阶段推进: an observed milestone, forward or back, with a note or a file that shows it.
    field 1 opportunity_id identifier Opportunity required
    field 2 from word Stage required
    doc Must be the current stage.
    field 3 to word Stage required
    field 4 note text - optional
    doc A note or a file digest is required.
    field 5 file_sha256 digest - optional
    doc SHA-256 of the file that shows it, 32 bytes.
    kind command 54 reassign_opportunity ReassignOpportunity 转移商机|Reassign an opportunity
    doc 转移: another person takes the opportunity over.
    field 1 opportunity_id identifier Opportunity required
    field 2 owner_id identifier User required
    field 3 reason text - optional
    kind command 55 revise_amount ReviseAmount 修改金额|Revise the amount
    doc 修改金额: the deal became larger or smaller.
    field 1 opportunity_id identifier Opportunity required
    field 2 amount message Money required
    field 3 reason text - optional
    kind command 56 revise_expected_close ReviseExpectedClose 修改预计成交日|Revise the expected close
    doc 修改预计成交日: the customer will decide sooner or later than thought.
    field 1 opportunity_id identifier Opportunity required
    field 2 expected_close_day day - required
    field 3 reason text - optional
    kind command 57 win_opportunity WinOpportunity 成交|Win an opportunity
    doc 成交: the customer signed.
    field 1 opportunity_id identifier Opportunity required
    field 2 final_amount message Money optional
    doc Absent: the current amount.
    field 3 contract_number text - optional
    doc A contract number or a contract digest is required, except for imported history.
    field 4 contract_sha256 digest - optional
    kind command 58 lose_opportunity LoseOpportunity 丢单|Lose an opportunity
    doc 丢单: the customer will not buy, and why.
    field 1 opportunity_id identifier Opportunity required
    field 2 reason text - optional
    doc Code of the policy's catalogue.
    field 3 competitor text - optional
    field 4 note text - optional
    kind command 59 archive_opportunity ArchiveOpportunity 归档|Archive an opportunity
    doc 归档: it was a mistake, a duplicate or of no more use. Deletion is archiving; nothing is lost.
    field 1 opportunity_id identifier Opportunity required
    field 2 reason text - optional
    kind command 60 reopen_opportunity ReopenOpportunity 重新打开|Reopen an opportunity
    doc 重新打开: a closed opportunity lives again. What closed it stays in its history.
    field 1 opportunity_id identifier Opportunity required
    field 2 reason text - optional
    kind command 88 issue_quote IssueQuote 发出报价|Issue a quote
    doc 报价: a numbered offer, so that everybody speaks of the same one.
    field 1 opportunity_id identifier Opportunity required
    field 2 version unsigned - optional
    doc One more than the last; the first is 1.
    field 3 amount message Money required
    field 4 file_sha256 digest - optional
    doc SHA-256 of the offer, 32 bytes.
    field 5 valid_until_ms moment - optional
    doc 0: without limit.
    kind command 125 open_task OpenTask 新建任务|Open a task
    doc 跨部门任务: asks a team for something by a moment.
    field 1 task_id identifier DepartmentTask required
    field 2 title text - optional
    field 3 team_id identifier Team required
    doc Which department owes it.
    field 4 due_at_ms moment - optional
    field 5 opportunity_id identifier Opportunity optional
    doc The opportunity it serves. Empty: none.
    field 6 assignee_id identifier User optional
    doc Empty: the team finds somebody.
    field 7 sla_hours unsigned - optional
    doc How long the department may take by its own promise, hours. 0: nothing was promised.
    kind command 126 reassign_task ReassignTask 转交任务|Reassign a task
    doc 转交任务: somebody else does it.
    field 1 task_id identifier DepartmentTask required
    field 2 assignee_id identifier User required
    field 3 reason text - optional
    kind command 127 complete_task CompleteTask 完成任务|Complete a task
    doc 完成任务
    field 1 task_id identifier DepartmentTask required
    field 2 result text - optional
    doc What came out of it.
    kind event 20 policy_published PolicyPublished 发布规则|Policy published
    field 1 version unsigned - optional
    field 2 document message PolicyDocument required
    field 3 reason text - optional
    field 4 effective_from_ms moment - required
    field 5 approval_id text - optional
    kind event 30 team_registered TeamRegistered 登记团队|Team registered
    field 1 name text - optional
    field 2 parent_id identifier Team optional
    kind event 32 user_registered UserRegistered 登记用户|User registered
    field 1 name text - optional
    field 2 roles word Role repeated
    field 3 team_id identifier Team optional
    kind event 40 customer_registered CustomerRegistered 登记客户|Customer registered
    field 1 kind word CustomerKind required
    field 2 name text - optional
    doc Of an organisation; empty for a person.
    field 3 person_name text - optional
    doc Of a person; empty for an organisation.
    field 4 industry text - optional
    field 5 region text - optional
    field 6 source text - optional
    kind event 50 opportunity_created OpportunityCreated 录入商机|Created
    field 1 customer_id identifier Customer required
    field 2 title text - optional
    field 3 amount message Money required
    field 4 owner_id identifier User required
    field 5 needs text - repeated
    field 6 expected_close_day day - optional
    field 7 source text - optional
    field 8 stage word Stage required
    field 9 grade word Grade optional
    field 10 grade_basis message GradeBasis optional
    field 11 grade_supported flag - optional
    doc Whether the basis supports the grade under the policy of the day.
    kind event 51 opportunity_graded OpportunityGraded 商机分级|Graded
    field 1 old word Grade optional
    field 2 new word Grade required
    field 3 basis message GradeBasis required
    field 4 supported flag - optional
    doc Whether the basis supports the grade under the policy of the day.
    kind event 52 follow_up_logged FollowUpLogged 跟进|Followed up
    field 1 channel word Channel required
    field 2 tags text - repeated
    field 3 sentiment word Sentiment required
    field 4 note text - optional
    field 5 minutes unsigned - optional
    field 6 promised_feedback_at_ms moment - optional
    field 7 next_due_at_ms moment - optional
    field 8 contradicts_grade flag - optional
    doc A tag contradicts grade A while the opportunity was graded A.
    kind event 53 stage_moved StageMoved 阶段推进|Stage moved
    field 1 from word Stage required
    field 2 to word Stage required
    field 3 note text - optional
    field 4 file_sha256 digest - optional
    kind event 54 opportunity_reassigned OpportunityReassigned 转移|Reassigned
    field 1 from_owner_id identifier User required
    field 2 to_owner_id identifier User required
    field 3 reason text - optional
    kind event 55 amount_revised AmountRevised 修改金额|Amount revised
    field 1 old message Money required
    field 2 new message Money required
    field 3 reason text - optional
    kind event 56 expected_close_revised ExpectedCloseRevised 修改预计成交日|Expected close revised
    field 1 old_day day - optional
    field 2 new_day day - required
    field 3 reason text - optional
    field 4 push_count unsigned - optional
    doc How often the date has been pushed out, this time included.
    kind event 57 opportunity_won OpportunityWon 成交|Won
    field 1 final_amount message Money required
    field 2 contract_number text - optional
    field 3 contract_sha256 digest - optional
    kind event 58 opportunity_lost OpportunityLost 丢单|Lost
    field 1 reason text - optional
    field 2 competitor text - optional
    field 3 note text - optional
    kind event 59 opportunity_archived OpportunityArchived 归档|Archived
    field 1 reason text - optional
    kind event 60 opportunity_reopened OpportunityReopened 重新打开|Reopened
    field 1 from word Status required
    doc What it was before.
    field 2 reason text - optional
    kind event 88 quote_issued QuoteIssued 发出报价|Quote issued
    field 1 version unsigned - optional
    field 2 amount message Money required
    field 3 file_sha256 digest - optional
    field 4 valid_until_ms moment - optional
    kind event 125 task_opened TaskOpened 新建任务|Task opened
    field 1 title text - optional
    field 2 team_id identifier Team required
    field 3 due_at_ms moment - optional
    field 4 opportunity_id identifier Opportunity optional
    field 5 assignee_id identifier User optional
    field 6 sla_hours unsigned - optional
    kind event 126 task_reassigned TaskReassigned 转交任务|Task reassigned
    field 1 from_assignee_id identifier User optional
    field 2 to_assignee_id identifier User required
    field 3 reason text - optional
    kind event 127 task_completed TaskCompleted 完成任务|Task completed
    field 1 result text - optional
    kind value 0 alert_route AlertRoute |
    field 1 kind word AlertKind required
    field 2 severity word Severity required
    field 3 recipients word Role repeated
    doc REP is the one who owns the opportunity, MANAGER and DEPARTMENT_HEAD those above that user.
    field 4 channels word AlertChannel repeated
    field 5 action message Label required
    doc What to do, as advice.
    field 6 muted flag - optional
    doc The alert is not raised at all.
    kind value 0 alert_rules AlertRules |
    doc Who hears of which alert, where, and how loudly.
    field 1 routes message AlertRoute repeated
    doc At most one a kind; a kind without one has the standard route.
    kind value 0 approval_band ApprovalBand |
    field 1 up_to_minor_units signed - optional
    doc Amounts up to this, itself included. 0: no limit.
    field 2 chain word Role repeated
    doc Who approves, one after the other.
    kind value 0 approval_flow ApprovalFlow |
    field 1 kind word ApprovalKind required
    field 2 bands message ApprovalBand repeated
    doc Ascending; the last has no limit.
    field 3 sla_hours unsigned - optional
    doc Each step is overdue after this.
    kind value 0 approval_rules ApprovalRules |
    doc Who approves what (审批).
    field 1 currency text - optional
    doc In which the bands are written. An amount in another currency takes the last band.
    field 2 flows message ApprovalFlow repeated
    doc At most one a kind, and one for ApprovalKind OTHER, which stands for kinds without one.
    kind value 0 cadence_rules CadenceRules |
    doc The clocks of C4: when a follow-up is due, when silence is red, when a stage has stalled.
    field 1 first_response_hours unsigned - optional
    field 2 first_follow_up_days unsigned - optional
    field 3 closing_days unsigned - optional
    field 4 promise_lead_hours unsigned - optional
    field 5 red_days_minimum unsigned - optional
    doc Red when silent longer than the larger of this and the grade's cadence.
    field 6 stagnation_days unsigned - optional
    field 7 suspension_days_maximum unsigned - optional
    doc A planned next step suspends due and red for at most this long.
    kind value 0 checklist_item ChecklistItem |
    field 1 code text - optional
    field 2 label message Label required
    field 3 mandatory flag - optional
    kind value 0 competitor Competitor |
    field 1 code text - optional
    field 2 label message Label required
    field 3 aliases text - repeated
    doc Other names it goes by, in transcripts and in imported lists.
    kind value 0 customer_tag CustomerTag |
    field 1 code text - optional
    field 2 label message Label required
    field 3 group text - optional
    doc Code of its group. Empty: none.
    kind value 0 department_task DepartmentTask |
    doc A task of another department.
    field 1 version unsigned - optional
    field 2 team_id identifier Team required
    field 3 assignee_id identifier User optional
    field 4 opportunity_id identifier Opportunity optional
    field 5 is_completed flag - optional
    kind value 0 dossier Dossier |
    doc What is known of an opportunity beyond the few fields that every one has.
    field 1 quote_version unsigned - optional
    doc Of the last quote; 0: none was issued.
    kind value 0 evidence_need EvidenceNeed |
    doc Met by evidence of any one of these kinds.
    field 1 any_of word EvidenceKind repeated
    kind value 0 feedback_tag FeedbackTag |
    doc One box to tick after a talk (客户反馈).
    field 1 code text - optional
    field 2 label message Label required
    field 3 sentiment word Sentiment required
    field 4 contradicts_grade_a flag - optional
    doc The customer said something that an A opportunity cannot say.
    kind value 0 gate_rules GateRules |
    doc What must be there before a stage is entered (进入条件, 判定标志).
    field 1 mode word GateMode required
    field 2 stages message StageGate repeated
    doc At most one a stage; a stage without one is open.
    field 3 win message EvidenceNeed repeated
    doc What a win needs.
    field 4 evidence_from word Stage optional
    doc From this stage on an opportunity must have evidence of some kind. Absent: never.
    field 5 note_or_file flag - optional
    doc A move needs a note or a file.
    field 6 override_by_approval flag - optional
    doc An approved override opens a gate that is not met.
    field 7 skipped_stages_count flag - optional
    doc Who skips a stage must meet its gate too.
    kind value 0 grade_basis GradeBasis |
    doc Why a grade was given: the predicates of the grade standard.
    field 1 need flag - optional
    field 2 budget flag - optional
    field 3 decision_days unsigned - optional
    doc Days until the customer means to decide. Absent: not known.
    field 4 comparing unsigned - optional
    doc Number of suppliers the customer compares, us included. 0: not known.
    kind value 0 grade_rule GradeRule |
    doc One grade: what it takes, what it is worth, how often to follow up. GRADE_UNSPECIFIED is the rule
    doc for opportunities that nobody has graded.
    field 1 grade word Grade optional
    field 2 requires_need flag - optional
    field 3 requires_budget flag - optional
    field 4 decision_days_maximum unsigned - optional
    doc 0: no condition.
    field 5 cadence_days unsigned - optional
    field 6 win_prior_ppm share - optional
    doc Chance to win from first contact, parts per million.
    field 7 mean_days_to_win unsigned - optional
    doc Mean days from first contact to a win.
    kind value 0 growth_rules GrowthRules |
    doc Signals about customers who have bought.
    field 1 churn_weeks unsigned - optional
    doc Weeks in a row of the key contact below the industry's opening rate.
    field 2 cross_sell_months unsigned - optional
    field 3 renewal_tolerance_days unsigned - optional
    doc How many days before and after the renewal date its window is.
    field 4 low_value_permille unsigned - optional
    doc Lifetime value below so many thousandths of the acquisition cost is low.
    kind value 0 health_rules HealthRules |
    doc Health = follow-up frequency, customer feedback and stage progress, weighted (weights sum to 100).
    field 1 frequency_weight unsigned - optional
    field 2 feedback_weight unsigned - optional
    field 3 stage_weight unsigned - optional
    field 4 positive_points unsigned - optional
    doc Points for the last feedback, 0 to 100.
    field 5 neutral_points unsigned - optional
    field 6 objection_points unsigned - optional
    field 7 deferral_points unsigned - optional
    field 8 negative_points unsigned - optional
    field 9 elimination_score unsigned - optional
    doc Elimination is advised below this score and after this many days without progress.
    field 10 elimination_days unsigned - optional
    kind value 0 incentive_rules IncentiveRules |
    doc What good recording earns.
    field 1 star_completeness_ppm share - optional
    doc 数据录入之星: complete records of a month, at least.
    field 2 star_award message Money required
    field 3 kpi_share_ppm share - optional
    doc Share of recording in the performance figure.
    kind value 0 label Label |
    doc A text in both languages of the users.
    field 1 zh text - optional
    field 2 en text - optional
    kind value 0 loss_reason LossReason |
    field 1 code text - optional
    field 2 label message Label required
    kind value 0 pipeline_rules PipelineRules |
    doc Stage lists of different kinds of business, comparable because each is made of the same stages.
    field 1 templates message PipelineTemplate repeated
    field 2 standard_template text - optional
    doc Code of the template that an opportunity has whose creation names none.
    kind value 0 pipeline_template PipelineTemplate |
    field 1 code text - optional
    field 2 label message Label required
    field 3 stages message TemplateStage repeated
    doc In the order of the stages; a stage that is missing is not used.
    field 4 collection message Label optional
    doc What following the payments after a win is called. Absent: it is not a step of its own.
    kind value 0 policy_document PolicyDocument |
    doc The rules in force, whole. Published as one event; never edited, never retroactive.
    doc A document that leaves a group out means the group as it stood before documents could say it: the
    doc one of PolicyDocument.standard. That meaning never changes, because the log holds such documents.
    field 1 utc_offset_minutes zigzag - optional
    doc Fixed offset in which days and periods are cut; +480 is China Standard Time.
    field 2 grades message GradeRule repeated
    field 3 stages message StageRule repeated
    field 4 cadence message CadenceRules required
    field 5 health message HealthRules required
    field 6 recording message RecordingRules required
    field 7 feedback_tags message FeedbackTag repeated
    field 8 loss_reasons message LossReason repeated
    field 9 strict_grade_a flag - optional
    doc Refuse an A whose basis does not support it, instead of flagging it.
    field 10 gates message GateRules optional
    doc What must be there before a stage is entered.
    field 11 pipelines message PipelineRules optional
    doc The stage lists of different kinds of business, as renamings of the canonical stages.
    field 12 scorecard message ScorecardRules optional
    field 13 pool message PoolRules optional
    field 14 quiet message QuietRules optional
    field 15 splits message SplitRules optional
    field 16 approvals message ApprovalRules optional
    field 17 review message ReviewRules optional
    field 18 alerts message AlertRules optional
    doc Who hears of what, and how loudly.
    field 19 thresholds message ThresholdRules optional
    doc From when on something is red, at risk, stalled, piled up or to be given up.
    field 20 win_odds message WinOddsRules optional
    field 21 incentives message IncentiveRules optional
    field 22 growth message GrowthRules optional
    doc Customers who have bought: churn, renewal, cross-selling.
    field 23 qualification message QualificationRules optional
    field 24 profile message ProfileRules optional
    field 25 scripts message ScriptRules optional
    field 26 transcripts message TranscriptRules optional
    doc Which words of a transcript mean which feedback tag.
    field 27 competitors message Competitor repeated
    doc Known competitors. None: any name is taken.
    kind value 0 pool_rules PoolRules |
    doc Public and private pool: who may hold, take and move opportunities (公海与私海).
    field 1 claim_quota unsigned - optional
    doc Open opportunities with which an owner can still claim one more: below this.
    field 2 prior_owner_bar_days unsigned - optional
    doc So long a former owner cannot claim what he or she gave or lost to the pool.
    field 3 transfer_scope word TransferScope required
    field 4 untouched_reclaim_days unsigned - optional
    doc At contact without any follow-up since the owner got it, it may be reclaimed after this long.
    field 5 reclaim message ReclaimRule repeated
    doc Silence after which an opportunity may be reclaimed. At most one a stage; none: never.
    field 6 reclaim_confirmed flag - optional
    doc A manager confirms each reclaim.
    field 7 reactivated_follow_up_days unsigned - optional
    doc The first follow-up after a reactivation is due within this.
    field 8 elimination_path word EliminationPath required
    field 9 direct_elimination_by_approval flag - optional
    doc Beside the way through dormancy, an approval opens the direct one.
    kind value 0 profile_choice ProfileChoice |
    field 1 code text - optional
    field 2 label message Label required
    kind value 0 profile_field ProfileField |
    field 1 code text - optional
    field 2 label message Label required
    field 3 value_kind word ProfileValueKind required
    field 4 choices message ProfileChoice repeated
    doc For CHOICE, and only for it.
    field 5 mandatory flag - optional
    doc A profile without it is not complete.
    kind value 0 profile_rules ProfileRules |
    doc What is kept of a customer (客户画像).
    field 1 fields message ProfileField repeated
    field 2 tag_groups message TagGroup repeated
    field 3 tags message CustomerTag repeated
    kind value 0 qualification_checklist QualificationChecklist |
    field 1 customer_kind word CustomerKind required
    field 2 items message ChecklistItem repeated
    kind value 0 qualification_rules QualificationRules |
    doc When a lead is good enough to become an opportunity (线索清洗): complete and real.
    field 1 checklists message QualificationChecklist repeated
    doc One for each kind of customer.
    field 2 real_verified flag - optional
    doc Somebody has verified that it is real.
    kind value 0 quiet_rules QuietRules |
    doc Customers who want to be left alone (静默期, 推送频率).
    field 1 days_maximum unsigned - optional
    field 2 push_cap_per_month unsigned - optional
    doc Product messages a customer gets in a month at most. 0: none.
    kind value 0 reclaim_rule ReclaimRule |
    doc Exactly one of the two is set.
    field 1 stage word Stage required
    field 2 days unsigned - optional
    field 3 red_multiple unsigned - optional
    doc As many times the silence that is red.
    kind value 0 recording_rules RecordingRules |
    doc How late a fact may be recorded (G3, C12).
    field 1 future_tolerance_minutes unsigned - optional
    doc How far occurred_at may lie ahead of the ledger's clock.
    field 2 backfill_flag_hours unsigned - optional
    doc A record later than this is flagged as backfilled.
    field 3 backfill_reason_days unsigned - optional
    doc A record later than this needs a reason.
    kind value 0 review_rules ReviewRules |
    doc Weekly sampling of high grades (每周抽查).
    field 1 weekly flag - optional
    doc A sample is drawn each week.
    field 2 sample_minimum unsigned - optional
    doc The larger of the two, but never more than there are.
    field 3 sample_ppm share - optional
    field 4 penalty_points unsigned - optional
    doc Points an owner loses for a grade that proves false. 0: the verdict alone is recorded.
    field 5 explanation_days unsigned - optional
    doc An anomaly is to be explained within this.
    kind value 0 scorecard_dimension ScorecardDimension |
    field 1 code text - optional
    field 2 label message Label required
    field 3 weight unsigned - optional
    field 4 options message ScorecardOption repeated
    kind value 0 scorecard_option ScorecardOption |
    field 1 code text - optional
    field 2 label message Label required
    field 3 points_hundredths unsigned - optional
    doc 0 to 100 times the weight; the best option has all of it.
    kind value 0 scorecard_rules ScorecardRules |
    doc How well an opportunity fits (评分卡). The weights sum to 10, so that the best has 10.00 points.
    field 1 dimensions message ScorecardDimension repeated
    field 2 hint_a_hundredths unsigned - optional
    doc From so many points on, in hundredths, the card suggests an A, a B.
    field 3 hint_b_hundredths unsigned - optional
    kind value 0 script_rules ScriptRules |
    doc What to say (话术模板).
    field 1 templates message ScriptTemplate repeated
    kind value 0 script_template ScriptTemplate |
    field 1 code text - optional
    field 2 label message Label required
    field 3 body message Label required
    doc With placeholders such as {contact}; POLICY.md lists them.
    field 4 stages word Stage repeated
    doc For these stages. None: for all.
    field 5 feedback_tags text - repeated
    doc When the last feedback has one of these tags. None: whatever it was.
    kind value 0 split_rules SplitRules |
    doc How the gain of a deal may be shared (分润, 师徒制).
    field 1 methods word SplitMethod repeated
    field 2 mentor_share_maximum_ppm share - optional
    field 3 parties_maximum unsigned - optional
    kind value 0 stage_backlog StageBacklog |
    field 1 stage word Stage required
    field 2 opportunities_maximum unsigned - optional
    kind value 0 stage_gate StageGate |
    doc All of it must hold.
    field 1 stage word Stage required
    field 2 evidence message EvidenceNeed repeated
    doc Each must be met.
    field 3 verified_evidence flag - optional
    doc Only evidence that a second person has verified counts.
    field 4 checklist_complete flag - optional
    doc The items that the qualification checklist of the customer's kind requires.
    field 5 profile_complete flag - optional
    doc The required fields of the customer's profile.
    field 6 manager_named flag - optional
    doc A manager is named.
    kind value 0 stage_rule StageRule |
    field 1 stage word Stage required
    field 2 label message Label required
    field 3 planned_day unsigned - optional
    doc Planned day after creation.
    field 4 odds_permille unsigned - optional
    doc Multiplier of the odds to win, in thousandths: 1500 is times 1.5.
    kind value 0 tag_group TagGroup |
    field 1 code text - optional
    field 2 label message Label required
    field 3 exclusive flag - optional
    doc A customer has at most one tag of it.
    kind value 0 tag_phrases TagPhrases |
    doc A transcript in which one of the phrases stands is proposed the tag.
    field 1 tag text - optional
    doc Code of the feedback tag.
    field 2 zh text - repeated
    field 3 en text - repeated
    kind value 0 template_stage TemplateStage |
    field 1 stage word Stage required
    field 2 label message Label required
    field 3 planned_day unsigned - optional
    doc Planned day after creation.
    kind value 0 threshold_rules ThresholdRules |
    field 1 red_clock word RedClock required
    field 2 elimination word Combination required
    doc Score and days of HealthRules, both or either, for the advice to give up.
    field 3 at_risk_score unsigned - optional
    doc An opportunity whose health is below this is at risk.
    field 4 backlog message StageBacklog repeated
    doc Open opportunities that one owner can have at a stage before it is a backlog. None: no limit.
    kind value 0 transcript_rules TranscriptRules |
    field 1 tags message TagPhrases repeated
    doc At most one a tag.
    kind value 0 win_odds_rules WinOddsRules |
    field 1 kind word WinOddsKind required
    field 2 cap_ppm share - optional
    doc Only for RELATIVE_CAPPED.
    words AlertChannel
    word 1 in-app ALERT_CHANNEL_IN_APP 系统消息|In-app message
    word 2 sms ALERT_CHANNEL_SMS 短信|SMS
    word 3 email ALERT_CHANNEL_EMAIL 邮件|E-mail
    word 4 wecom ALERT_CHANNEL_WECOM 企业微信|WeCom
    word 5 red-flag ALERT_CHANNEL_RED_FLAG 红色标识|Red flag
    words AlertKind
    word 1 first-response ALERT_KIND_FIRST_RESPONSE 首次响应超时|First response overdue
    word 2 follow-up-due ALERT_KIND_FOLLOW_UP_DUE 跟进到期|Follow-up due
    word 3 follow-up-red ALERT_KIND_FOLLOW_UP_RED 跟进超时|Follow-up overdue
    word 4 stagnation ALERT_KIND_STAGNATION 停滞风险|Stage stagnation
    word 5 loss-risk ALERT_KIND_LOSS_RISK 流失预警|Loss risk
    word 6 grade-anomaly ALERT_KIND_GRADE_ANOMALY 等级异常|Grade anomaly
    word 7 sprint-missed ALERT_KIND_SPRINT_MISSED 冲刺期未日跟|Closing follow-up missed
    word 8 promise-due ALERT_KIND_PROMISE_DUE 承诺反馈|Promised feedback due
    word 9 no-reply ALERT_KIND_NO_REPLY 客户停止回复|Customer stopped replying
    word 10 competitor ALERT_KIND_COMPETITOR 竞品动态|Competitor activity
    word 11 stage-backlog ALERT_KIND_STAGE_BACKLOG 阶段积压|Stage backlog
    word 12 complaint ALERT_KIND_COMPLAINT 客户投诉|Customer complaint
    word 13 at-risk ALERT_KIND_AT_RISK 风险商机|Opportunity at risk
    word 14 elimination-advised ALERT_KIND_ELIMINATION_ADVISED 淘汰建议|Elimination advised
    word 15 reclaim-due ALERT_KIND_RECLAIM_DUE 可回收|Reclaim due
    word 16 gate-not-met ALERT_KIND_GATE_NOT_MET 进入条件未满足|Gate not met
    word 17 evidence-missing ALERT_KIND_EVIDENCE_MISSING 缺少行动证据|Evidence missing
    word 18 approval-overdue ALERT_KIND_APPROVAL_OVERDUE 审批超时|Approval overdue
    word 19 task-overdue ALERT_KIND_TASK_OVERDUE 任务超时|Task overdue
    word 20 review-due ALERT_KIND_REVIEW_DUE 抽查到期|Review due
    word 21 payment-overdue ALERT_KIND_PAYMENT_OVERDUE 回款逾期|Payment overdue
    word 22 churn-signal ALERT_KIND_CHURN_SIGNAL 流失信号|Churn signal
    word 23 renewal-window ALERT_KIND_RENEWAL_WINDOW 续约窗口|Renewal window
    word 24 cross-sell ALERT_KIND_CROSS_SELL 交叉销售机会|Cross-selling chance
    word 25 low-value ALERT_KIND_LOW_VALUE 低价值|Low value
    words ApprovalKind
    word 1 quote APPROVAL_KIND_QUOTE 报价|Quote
    word 2 discount APPROVAL_KIND_DISCOUNT 折扣|Discount
    word 3 gate-override APPROVAL_KIND_GATE_OVERRIDE 阶段放行|Gate override
    word 4 elimination APPROVAL_KIND_ELIMINATION 淘汰|Elimination
    word 5 direct-elimination APPROVAL_KIND_DIRECT_ELIMINATION 直接淘汰|Direct elimination
    word 6 split APPROVAL_KIND_SPLIT 分润|Split
    word 7 policy APPROVAL_KIND_POLICY 规则发布|Policy
    word 8 reassignment APPROVAL_KIND_REASSIGNMENT 转移|Reassignment
    word 9 contract APPROVAL_KIND_CONTRACT 合同|Contract
    word 10 resource APPROVAL_KIND_RESOURCE 资源调度|Resources
    word 11 other APPROVAL_KIND_OTHER 其他|Other
    words Channel
    word 1 phone CHANNEL_PHONE 电话|Phone
    word 2 email CHANNEL_EMAIL 邮件|E-mail
    word 3 meeting CHANNEL_MEETING 会议|Meeting
    word 4 visit CHANNEL_VISIT 拜访|Visit
    word 5 message CHANNEL_MESSAGE 消息|Message
    word 6 video CHANNEL_VIDEO 视频|Video
    word 7 other CHANNEL_OTHER 其他|Other
    words Combination
    word 1 all COMBINATION_ALL 同时满足|Both
    word 2 any COMBINATION_ANY 满足其一|Either
    words CustomerKind
    word 1 organisation CUSTOMER_KIND_ORGANISATION 企业|Organisation
    word 2 person CUSTOMER_KIND_PERSON 个人|Person
    words EliminationPath
    word 1 via-dormant ELIMINATION_PATH_VIA_DORMANT 先沉寂后淘汰|Via dormant
    word 2 direct ELIMINATION_PATH_DIRECT 直接淘汰|Direct
    words EvidenceKind
    word 1 meeting-agreed EVIDENCE_KIND_MEETING_AGREED 客户同意面谈|Customer agreed to meet
    word 2 proposal-file EVIDENCE_KIND_PROPOSAL_FILE 方案文件|Proposal file
    word 3 quote-issued EVIDENCE_KIND_QUOTE_ISSUED 已出报价单|Quote issued
    word 4 customer-compared EVIDENCE_KIND_CUSTOMER_COMPARED 客户听取报价并与同行对比|Customer heard and compared the quote
    word 5 meeting-minutes EVIDENCE_KIND_MEETING_MINUTES 会议纪要|Meeting minutes
    word 6 customer-confirmed EVIDENCE_KIND_CUSTOMER_CONFIRMED 客户确认合作|Customer confirmed the cooperation
    word 7 contract EVIDENCE_KIND_CONTRACT 合同原件|Contract
    word 8 budget-confirmation EVIDENCE_KIND_BUDGET_CONFIRMATION 预算确认|Budget confirmation
    word 9 site-visit EVIDENCE_KIND_SITE_VISIT 现场拜访|Site visit
    word 10 email EVIDENCE_KIND_EMAIL 往来邮件|E-mail
    word 11 call-recording EVIDENCE_KIND_CALL_RECORDING 通话录音|Call recording
    word 12 chat-record EVIDENCE_KIND_CHAT_RECORD 聊天记录|Chat record
    word 13 requirements-file EVIDENCE_KIND_REQUIREMENTS_FILE 需求文档|Requirements document
    word 14 trial-result EVIDENCE_KIND_TRIAL_RESULT 试用结果|Result of a trial
    word 15 tender-file EVIDENCE_KIND_TENDER_FILE 招标文件|Tender document
    word 16 purchase-order EVIDENCE_KIND_PURCHASE_ORDER 采购订单|Purchase order
    word 17 payment-proof EVIDENCE_KIND_PAYMENT_PROOF 付款凭证|Proof of payment
    word 18 other EVIDENCE_KIND_OTHER 其他|Other
    words GateMode
    word 1 off GATE_MODE_OFF 关闭|Off
    word 2 flag GATE_MODE_FLAG 标记|Flag
    word 3 enforce GATE_MODE_ENFORCE 强制|Enforce
    words Grade
    word 1 A GRADE_A A|A
    word 2 B GRADE_B B|B
    word 3 C GRADE_C C|C
    words ProfileValueKind
    word 1 text PROFILE_VALUE_KIND_TEXT 文本|Text
    word 2 number PROFILE_VALUE_KIND_NUMBER 数字|Number
    word 3 money PROFILE_VALUE_KIND_MONEY 金额|Money
    word 4 date PROFILE_VALUE_KIND_DATE 日期|Date
    word 5 yes-no PROFILE_VALUE_KIND_YES_NO 是否|Yes or no
    word 6 choice PROFILE_VALUE_KIND_CHOICE 选项|Choice
    words RedClock
    word 1 follow-up RED_CLOCK_FOLLOW_UP 跟进时钟|Follow-up clock
    word 2 progress RED_CLOCK_PROGRESS 进展时钟|Progress clock
    words Role
    word 1 rep ROLE_REP 销售|Rep
    word 2 manager ROLE_MANAGER 主管|Manager
    word 3 department-head ROLE_DEPARTMENT_HEAD 部门负责人|Department head
    word 4 owner ROLE_OWNER 老板|Owner
    word 5 operations ROLE_OPERATIONS 销售运营|Operations
    words Sentiment
    word 1 positive SENTIMENT_POSITIVE 积极|Positive
    word 2 neutral SENTIMENT_NEUTRAL 中性|Neutral
    word 3 objection SENTIMENT_OBJECTION 异议|Objection
    word 4 deferral SENTIMENT_DEFERRAL 拖延|Deferral
    word 5 negative SENTIMENT_NEGATIVE 消极|Negative
    words Severity
    word 1 notice SEVERITY_NOTICE 提示|Notice
    word 2 warning SEVERITY_WARNING 警告|Warning
    word 3 red SEVERITY_RED 标红|Red
    word 4 escalated SEVERITY_ESCALATED 上调|Escalated
    words SplitMethod
    word 1 negotiated SPLIT_METHOD_NEGOTIATED 协商比例|Negotiated
    word 2 cut-and-choose SPLIT_METHOD_CUT_AND_CHOOSE 一方定案，另一方先选|Cut and choose
    words Stage
    word 1 contact STAGE_CONTACT 初步接触|First contact
    word 2 needs STAGE_NEEDS 需求确认|Needs confirmed
    word 3 proposal STAGE_PROPOSAL 方案提交|Proposal sent
    word 4 quoted STAGE_QUOTED 报价|Quoted
    word 5 negotiation STAGE_NEGOTIATION 商务谈判|Negotiation
    word 6 closing STAGE_CLOSING 合同签订|Closing
    words Status
    word 1 open STATUS_OPEN 进行中|Open
    word 2 won STATUS_WON 成交|Won
    word 3 lost STATUS_LOST 丢单|Lost
    word 4 archived STATUS_ARCHIVED 归档|Archived
    words TransferScope
    word 1 team TRANSFER_SCOPE_TEAM 团队|Team
    word 2 department TRANSFER_SCOPE_DEPARTMENT 部门|Department
    word 3 company TRANSFER_SCOPE_COMPANY 公司|Company
    words WinOddsKind
    word 1 odds-ratio WIN_ODDS_KIND_ODDS_RATIO 优势比|Odds ratio
    word 2 relative-capped WIN_ODDS_KIND_RELATIVE_CAPPED 相对概率封顶|Relative, capped
    """
}
