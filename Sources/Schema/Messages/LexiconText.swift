// Written by tools/generate.sh from schemas/opportunity/v1/*.proto; edit that, not this.

extension Lexicon {
  static let source = """
    kind command 20 publish_policy PublishPolicy 发布规则|Publish a policy
    doc 发布规则: puts a whole document in force, from now on or from a later moment.
    field 1 document message PolicyDocument required
    field 2 reason text - optional
    field 3 effective_from_ms moment - optional
    doc Left out: at once. Never in the past.
    field 4 approval_id text - optional
    doc The approval it rests on, of kind POLICY where one of that id was requested here; required where
    doc the rules in force want one. Another system's name of an approval is kept as it is.
    kind command 30 register_team RegisterTeam 登记团队|Register a team
    field 1 team_id identifier Team required
    field 2 name text - optional
    field 3 parent_id identifier Team optional
    doc Left out: a top team.
    kind command 31 change_team ChangeTeam 变更团队|Change a team
    doc 变更团队: a team is called otherwise or stands elsewhere. All of it is said as it is from now on.
    field 1 team_id identifier Team required
    field 2 name text - optional
    field 3 parent_id identifier Team optional
    doc Left out: a top team.
    kind command 32 register_user RegisterUser 登记用户|Register a user
    field 1 user_id identifier User required
    field 2 name text - optional
    field 3 roles word Role repeated
    field 4 team_id identifier Team optional
    field 5 manager_id identifier User optional
    doc To whom he or she answers. Left out: nobody.
    field 6 capacity unsigned - optional
    doc Open opportunities he or she may own at most. Left out: no limit.
    kind command 33 change_user ChangeUser 变更用户|Change a user
    doc 变更用户: somebody has another place in the company. All but the name is said as it is from now on.
    field 1 user_id identifier User required
    field 2 name text - optional
    doc Left out: it stays.
    field 3 roles word Role repeated
    field 4 team_id identifier Team optional
    field 5 manager_id identifier User optional
    doc Left out: nobody.
    field 6 capacity unsigned - optional
    doc Open opportunities he or she may own at most. Left out: no limit.
    kind command 34 deactivate_user DeactivateUser 停用用户|Deactivate a user
    doc 离职交接: the user works here no more, and all that he or she held goes to somebody else at once.
    field 1 user_id identifier User required
    field 2 successor_id identifier User optional
    doc Who takes over. Left out: nobody in particular.
    field 3 to_pool flag - optional
    doc The opportunities go to the pool and the tasks back to their teams. Not with a successor.
    field 4 reason text - optional
    kind command 40 register_customer RegisterCustomer 登记客户|Register a customer
    field 1 customer_id identifier Customer required
    field 2 kind word CustomerKind required
    field 3 name text - optional
    doc Of an organisation. A person's name goes into person_name.
    field 4 person_name text - optional
    field 5 industry text - optional
    field 6 region text - optional
    field 7 source text - optional
    field 8 address text - optional
    doc Where it is found; of a person as of a company.
    field 9 size text - optional
    doc How many people work there, as the company counts.
    field 10 external_refs identifier ExternalReference repeated
    doc What other systems call it, such as `sap:4711`. No two customers share one.
    kind command 41 update_profile UpdateProfile 更新客户画像|Update a profile
    doc 更新画像: something more is known of a customer, and from where.
    field 1 customer_id identifier Customer required
    field 2 field text - optional
    doc A field of the policy's profile, or one of name, address, industry, size, region and source.
    field 3 value text - optional
    doc A choice by its code, a number as 12.5, an amount as 500000 CNY, a day as 2026-03-31, yes or no, or
    doc one line of text. Left out: it is not known any more.
    field 4 personal_value text - optional
    doc Instead of value where the field says something about a person: every address, and a person's name.
    field 5 provenance text - optional
    doc Where it is known from: a visit, a business card, a public register.
    kind command 42 add_contact AddContact 添加联系人|Add a contact
    doc 添加联系人
    field 1 customer_id identifier Customer required
    field 2 contact_id identifier Contact required
    doc Names the person among those of this customer.
    field 3 name text - optional
    field 4 title text - optional
    field 5 decision_role word DecisionRole optional
    doc Left out: not known.
    field 6 ways message ContactWay repeated
    kind command 43 update_contact UpdateContact 更新联系人|Update a contact
    doc 更新联系人: all of it is said as it is from now on.
    field 1 customer_id identifier Customer required
    field 2 contact_id identifier Contact required
    field 3 name text - optional
    field 4 title text - optional
    field 5 decision_role word DecisionRole optional
    doc Left out: not known.
    field 6 ways message ContactWay repeated
    kind command 44 tag_customer TagCustomer 添加客户标签|Tag a customer
    doc 打标签: a tag of the policy's list.
    field 1 customer_id identifier Customer required
    field 2 tag text - optional
    kind command 45 untag_customer UntagCustomer 取消客户标签|Untag a customer
    doc 取消标签
    field 1 customer_id identifier Customer required
    field 2 tag text - optional
    kind command 46 set_customer_tier SetCustomerTier 设定客户层级|Set a customer's tier
    doc 客户分层
    field 1 customer_id identifier Customer required
    field 2 tier word CustomerTier required
    field 3 basis text - optional
    doc What the judgement rests on.
    kind command 47 set_quiet_period SetQuietPeriod 设置静默期|Set a quiet period
    doc 设置静默期: the customer wants to be left alone. Another one takes the place of the last.
    field 1 customer_id identifier Customer required
    field 2 from_ms moment - optional
    doc Left out: when the command happened.
    field 3 until_ms moment - optional
    field 4 scope word QuietScope required
    field 5 push_cap_per_month unsigned - optional
    doc Product messages a month that are welcome all the same, by the policy's cap at most. Left out: none.
    field 6 reason text - optional
    kind command 48 lift_quiet_period LiftQuietPeriod 解除静默期|Lift a quiet period
    doc 解除静默期: the customer wants to hear from us again.
    field 1 customer_id identifier Customer required
    field 2 reason text - optional
    kind command 49 record_customer_signal RecordCustomerSignal 记录客户信号|Record a customer signal
    doc 记录客户信号
    field 1 customer_id identifier Customer required
    field 2 kind word CustomerSignalKind required
    field 3 value unsigned - optional
    doc Of open rate, usage and punctuality millionths, of the others how many.
    field 4 window_days unsigned - optional
    doc Days before the moment of the signal that it sums up. Left out: it is about the moment itself.
    field 5 source text - optional
    doc Which system noticed.
    kind command 50 create_opportunity CreateOpportunity 录入商机|Create an opportunity
    doc 商机录入: a need that the company can basically meet becomes an opportunity.
    field 1 opportunity_id identifier Opportunity required
    field 2 customer_id identifier Customer required
    field 3 title text - optional
    field 4 amount message Money required
    field 5 owner_id identifier User optional
    doc Left out: it begins in the pool.
    field 6 needs text - repeated
    doc What the customer cares about.
    field 7 expected_close_day day - optional
    doc Days since 1970-01-01. Left out: not known.
    field 8 source text - optional
    field 9 stage word Stage optional
    doc Left out: the first of its pipeline. Any other asks for what the gates up to it ask for.
    field 10 grade word Grade optional
    field 11 grade_basis message GradeBasis optional
    field 12 products message OfferedProduct repeated
    doc Each once; their amounts sum to `amount`. None: not said.
    field 13 template text - optional
    doc Code of the pipeline template of the policy that it goes by. Left out: the standard one.
    kind command 51 grade_opportunity GradeOpportunity 商机分级|Grade an opportunity
    doc 商机分级: judges how much the customer wants to buy, and says on what basis.
    field 1 opportunity_id identifier Opportunity required
    field 2 grade word Grade required
    field 3 basis message GradeBasis required
    field 4 evidence_ids identifier Evidence repeated
    doc What shows the basis. Each is attached to the opportunity and not rejected.
    kind command 52 log_follow_up LogFollowUp 记录跟进|Log a follow-up
    doc 跟进: what was said to the customer and how the customer reacted, in ticks rather than essays.
    field 1 opportunity_id identifier Opportunity required
    field 2 channel word Channel required
    field 3 tags text - repeated
    doc Codes of the policy's catalogue; at least one.
    field 4 sentiment word Sentiment optional
    doc Left out: the most negative one of the tags.
    field 5 note text - optional
    field 6 minutes unsigned - optional
    field 7 promised_feedback_at_ms moment - optional
    doc When we promised to come back to the customer. Left out: no promise.
    field 8 next_due_at_ms moment - optional
    doc The next step agreed with the customer. Left out: none.
    field 9 contact_ids text - repeated
    doc Who of the customer took part.
    field 10 content_used text - repeated
    doc Codes of what was shown or sent: a case study, a film, a calculation.
    field 11 script_id text - optional
    doc Code of the policy's scripts. Left out: none was followed.
    field 12 transcript text - optional
    doc What was said, word by word, for instance from a recording. Tags are suggested by it.
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
    field 6 evidence_ids identifier Evidence repeated
    doc What shows it. Each is attached to the opportunity and not rejected.
    field 7 override_approval_id text - optional
    doc An approval of the kind GATE_OVERRIDE that lets it pass gates that are not met, once. Left out: none.
    field 8 manager_id identifier User optional
    doc The manager who takes part from now on, where a gate asks for one.
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
    doc Left out: the current amount.
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
    kind command 65 merge_customers MergeCustomers 合并客户|Merge customers
    doc 合并客户: two entries are one customer. Both histories stay where they are, and opportunities keep the
    doc customer they name; only nothing more is said of the absorbed one.
    field 1 survivor_id identifier Customer required
    field 2 absorbed_id identifier Customer required
    field 3 reason text - optional
    kind command 70 capture_lead CaptureLead 录入线索|Capture a lead
    doc 录入线索: somebody asked, or was found. Its moment is that of the enquiry.
    field 1 lead_id identifier Lead required
    field 2 customer_kind word CustomerKind required
    field 3 source text - optional
    doc Where it comes from: advertising, an event, a rep's own search.
    field 4 campaign text - optional
    field 5 self_developed flag - optional
    doc Found by the rep, without the company's marketing.
    field 6 owner_id identifier User optional
    doc Who cares for it. Left out: nobody yet.
    field 7 fields message LeadField repeated
    doc What is known already, each at most once.
    field 8 note text - optional
    doc As it came in.
    kind command 71 enrich_lead EnrichLead 补全线索|Enrich a lead
    doc 补全线索: more is known of it, or somebody cares for it.
    field 1 lead_id identifier Lead required
    field 2 fields message LeadField repeated
    doc Each at most once. What is said again takes the place of what was said before.
    field 3 customer_kind word CustomerKind optional
    doc Left out: it stays.
    field 4 owner_id identifier User optional
    doc Left out: it stays.
    field 5 note text - optional
    kind command 72 qualify_lead QualifyLead 线索转商机|Qualify a lead
    doc 线索转商机: complete and real, and the company can basically meet the need. Its customer is
    doc registered before.
    field 1 lead_id identifier Lead required
    field 2 opportunity message CreateOpportunity required
    doc What it becomes. Without a source of its own it has that of the lead.
    field 3 real_verified_by identifier User optional
    doc Who found that it is real: neither whoever cares for the lead nor who will own the opportunity.
    kind command 73 disqualify_lead DisqualifyLead 线索作废|Disqualify a lead
    doc 线索作废: nothing will come of it.
    field 1 lead_id identifier Lead required
    field 2 reason text - optional
    kind command 74 escalate_approval EscalateApproval 审批上报|Escalate an approval
    doc 审批上报: the step that is next is overdue, so the role above may take it as well. Once a step. The
    doc ledger sends it by itself.
    field 1 approval_id identifier Approval required
    kind command 75 take_forecast_snapshot TakeForecastSnapshot 留存预测|Take a forecast snapshot
    doc 留存预测: keeps a forecast as it is computed now, so that it can be compared with what happens.
    doc Whoever has the log can compute it again as of the position.
    field 1 target_id identifier Target required
    doc Whose figures and of which period, as of a target; there need not be one.
    field 2 as_of_position unsigned - optional
    doc The position of the log that it was computed as of.
    field 3 policy_version unsigned - optional
    doc The version of the rules that it was computed under.
    field 4 model text - optional
    doc The name and version of the method.
    field 5 wins message ForecastWins required
    field 6 amounts message ForecastAmounts repeated
    doc Each currency once.
    field 7 answer_sha256 digest - optional
    doc SHA-256 of the whole answer as it was given, 32 bytes.
    kind command 76 calibrate_forecast CalibrateForecast 校准预测|Calibrate the forecast
    doc 校准预测: chances as the log shows them take the place of those before. The first of its id begins
    doc a calibration, each later one replaces it.
    field 1 calibration_id identifier Calibration required
    field 2 as_of_position unsigned - optional
    doc The position of the log that it was computed as of, not before that of the calibration before.
    field 3 policy_version unsigned - optional
    doc The version of the rules that it was computed under.
    field 4 model text - optional
    doc The name and version of the method.
    field 5 chances message CalibratedChance repeated
    doc Each grade and stage once. A grade's chance never falls from stage to stage, and at a stage none
    doc is above that of a better grade.
    field 6 map_sha256 digest - optional
    doc SHA-256 of the map: a line `GRADE STAGE PPM SAMPLE` for each chance, by grade (none first, as
    doc `-`), then by stage, each with a line feed, such as `A contact 700000 35`. 32 bytes.
    field 7 note text - optional
    kind command 80 score_opportunity ScoreOpportunity 商机评分|Score an opportunity
    doc 商机评分: answers every dimension of the scorecard once.
    field 1 opportunity_id identifier Opportunity required
    field 2 answers message ScoreAnswer repeated
    kind command 81 update_needs UpdateNeeds 更新需求|Update the needs
    doc 更新需求: what the customer cares about now, whole; what was said before stays in the history.
    field 1 opportunity_id identifier Opportunity required
    field 2 needs text - repeated
    field 3 reason text - optional
    kind command 82 note_competitor NoteCompetitor 记录竞品|Note a competitor
    doc 记录竞品: somebody else is in the race.
    field 1 opportunity_id identifier Opportunity required
    field 2 competitor text - optional
    doc A code, a name or another name of the policy's competitors; any name where it has none.
    field 3 note text - optional
    doc What is known of their offer.
    kind command 83 attach_evidence AttachEvidence 附上证据|Attach evidence
    doc 附上证据: shows that the customer did something. The file itself stays where it is.
    field 1 opportunity_id identifier Opportunity required
    field 2 evidence_id identifier Evidence required
    doc Unique within the opportunity.
    field 3 kind word EvidenceKind required
    field 4 file_sha256 digest - optional
    doc SHA-256 of the file, 32 bytes. The digest or the place is required.
    field 5 uri text - optional
    doc Where it can be seen.
    field 6 happened_at_ms moment - optional
    doc When the customer did it. Left out: when the command occurred.
    field 7 contact_id text - optional
    doc Who of the customer did it. Left out: not known.
    kind command 84 verify_evidence VerifyEvidence 核验证据|Verify evidence
    doc 核验证据: a second person says whether it is what it claims to be.
    field 1 opportunity_id identifier Opportunity required
    field 2 evidence_id identifier Evidence required
    field 3 result word EvidenceResult required
    field 4 reason text - optional
    doc Why. Required when it is rejected.
    kind command 86 plan_follow_up PlanFollowUp 计划跟进|Plan a follow-up
    doc 跟进计划: the next step and its moment. There is one at a time; a new one takes the place of the old.
    field 1 opportunity_id identifier Opportunity required
    field 2 due_at_ms moment - optional
    field 3 purpose text - optional
    field 4 channel word Channel optional
    doc Left out: not decided.
    field 5 script_id text - optional
    doc Code of the policy's scripts. Left out: none.
    kind command 87 cancel_plan CancelPlan 取消计划|Cancel the plan
    doc 取消计划: the step will not be taken. A follow-up that is logged fulfils the plan by itself.
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
    doc Left out: without limit.
    kind command 89 record_sales_promise RecordSalesPromise 销售承诺|Record a sales promise
    doc 销售承诺: what the customer was told that we will do, so that those who must do it can see it.
    field 1 opportunity_id identifier Opportunity required
    field 2 text text - optional
    field 3 due_at_ms moment - optional
    field 4 team_id identifier Team required
    doc The department that has to keep it.
    kind command 90 record_post_mortem RecordPostMortem 复盘|Record a post-mortem
    doc 复盘: why a deal was lost or won. It may be held more than once.
    field 1 opportunity_id identifier Opportunity required
    field 2 findings message PostMortemFinding repeated
    doc At least one.
    kind command 91 make_dormant MakeDormant 转入沉寂|Make an opportunity dormant
    doc 沉寂: of low value or inactive for now. It leaves its owner, and marketing may bring it back.
    field 1 opportunity_id identifier Opportunity required
    field 2 reason text - optional
    kind command 92 reactivate_opportunity ReactivateOpportunity 激活商机|Reactivate an opportunity
    doc 激活: a dormant opportunity answers again and comes to the pool.
    field 1 opportunity_id identifier Opportunity required
    field 2 campaign text - optional
    doc What brought it back.
    kind command 93 eliminate_opportunity EliminateOpportunity 淘汰商机|Eliminate an opportunity
    doc 淘汰: nothing will come of it. Which way leads here, the policy says.
    field 1 opportunity_id identifier Opportunity required
    field 2 reason text - optional
    field 3 approval_id text - optional
    doc The approval that opens the direct way, once. Left out: the usual way.
    kind command 94 assign_opportunity AssignOpportunity 分配商机|Assign an opportunity
    doc 分配: somebody gets an opportunity of the pool.
    field 1 opportunity_id identifier Opportunity required
    field 2 owner_id identifier User required
    field 3 mode word AssignmentMode optional
    doc Left out: by hand.
    field 4 rule text - optional
    doc What the rule is called; with ASSIGNMENT_MODE_RULE only.
    kind command 95 claim_opportunity ClaimOpportunity 领取商机|Claim an opportunity
    doc 领取: somebody takes an opportunity of the pool for himself or herself.
    field 1 opportunity_id identifier Opportunity required
    field 2 owner_id identifier User optional
    doc Left out: the user who sends it. A system names for whom it claims.
    kind command 96 return_to_pool ReturnToPool 退回公海|Return to the pool
    doc 退回: the owner gives an opportunity back to the pool.
    field 1 opportunity_id identifier Opportunity required
    field 2 reason text - optional
    kind command 97 reclaim_opportunity ReclaimOpportunity 回收商机|Reclaim an opportunity
    doc 回收: an opportunity that its owner did not follow up as required goes back to the pool.
    field 1 opportunity_id identifier Opportunity required
    field 2 rule word ReclaimReason optional
    doc Left out: whichever holds.
    field 3 confirmed_by_id identifier User optional
    doc The manager who confirmed it, when a system reclaims and the policy wants that. Users who reclaim
    doc confirm it themselves.
    kind command 98 escalate_opportunity EscalateOpportunity 上调商机|Escalate an opportunity
    doc 上调: somebody above the owner takes the opportunity over.
    field 1 opportunity_id identifier Opportunity required
    field 2 owner_id identifier User required
    field 3 rule word EscalationReason optional
    kind command 100 add_collaborator AddCollaborator 添加协作人|Add a collaborator
    doc 添加协作人: presales, technicians, other reps.
    field 1 opportunity_id identifier Opportunity required
    field 2 user_id identifier User required
    field 3 part text - optional
    doc What he or she does here. Left out: helps.
    kind command 101 remove_collaborator RemoveCollaborator 移除协作人|Remove a collaborator
    doc 移除协作人
    field 1 opportunity_id identifier Opportunity required
    field 2 user_id identifier User required
    field 3 reason text - optional
    kind command 102 propose_split ProposeSplit 提议分润|Propose a split
    doc 提议分润: takes the place of an earlier proposal of its kind that not all have accepted.
    field 1 opportunity_id identifier Opportunity required
    field 2 kind word SplitKind required
    field 3 method word SplitMethod required
    field 4 shares message SplitShare repeated
    field 5 chooser_id identifier User optional
    doc With CUT_AND_CHOOSE: the other party, who takes one of the two shares. Empty otherwise.
    field 6 proposer_id identifier User optional
    doc Left out: the user who sends it. A system names who proposes.
    kind command 103 accept_split AcceptSplit 接受分润|Accept a split
    doc 接受分润: one party agrees. When all have, the split holds.
    field 1 opportunity_id identifier Opportunity required
    field 2 proposal unsigned - optional
    field 3 party_id identifier User optional
    doc Left out: the user who sends it. A system names who accepts.
    field 4 choice unsigned - optional
    doc With CUT_AND_CHOOSE: which share the chooser takes, 1 or 2 in the order of the proposal.
    kind command 104 reject_split RejectSplit 拒绝分润|Reject a split
    doc 拒绝分润: one party does not agree, and the proposal is off.
    field 1 opportunity_id identifier Opportunity required
    field 2 proposal unsigned - optional
    field 3 party_id identifier User optional
    doc Left out: the user who sends it. A system names who rejects.
    field 4 reason text - optional
    kind command 106 set_mentor_share SetMentorShare 设定师父份额|Set the mentor's share
    doc 师徒制: part of the gain goes to the team of the mentor who helped, as team fund (团队经费).
    field 1 opportunity_id identifier Opportunity required
    field 2 mentor_id identifier User required
    field 3 team_id identifier Team required
    doc Whose fund it is paid into.
    field 4 share_ppm share - optional
    doc Left out: none any more.
    kind command 107 set_forecast_category SetForecastCategory 设定预测分类|Set the forecast category
    doc 设定预测分类: a person's word on one opportunity. It stays until a person takes it back.
    field 1 opportunity_id identifier Opportunity required
    field 2 category word ForecastCategory optional
    doc Left out: takes it back.
    field 3 note text - optional
    kind command 108 explain_anomaly ExplainAnomaly 说明等级异常|Explain an anomaly
    doc 说明异常: why the grade stands although a talk contradicts it, or although its basis is missing.
    field 1 opportunity_id identifier Opportunity required
    field 2 text text - optional
    kind command 109 record_review RecordReview 登记抽查结果|Record a review
    doc 登记抽查结果: what somebody else than the owner found out about a grade.
    field 1 opportunity_id identifier Opportunity required
    field 2 method word ReviewMethod required
    field 3 verdict word ReviewVerdict required
    field 4 corrected_grade word Grade optional
    doc The grade the customer's answer bears out; only with a refuted one.
    field 5 corrected_basis message GradeBasis optional
    doc What the corrected grade rests on.
    field 6 penalty_points unsigned - optional
    doc Points the owner loses; only with a refuted grade, at most what the rules say.
    field 7 note text - optional
    kind command 110 acknowledge_alert AcknowledgeAlert 确认预警|Acknowledge an alert
    doc 确认预警: somebody has seen it and takes care.
    field 1 opportunity_id identifier Opportunity required
    field 2 kind word AlertKind required
    doc The alert has to be up now.
    field 3 note text - optional
    kind command 111 snooze_alert SnoozeAlert 暂缓预警|Snooze an alert
    doc 暂缓预警: not before a moment, for a reason.
    field 1 opportunity_id identifier Opportunity required
    field 2 kind word AlertKind required
    doc The alert has to be up now.
    field 3 until_ms moment - optional
    doc At most as long from now as a planned step suspends the clocks.
    field 4 reason text - optional
    kind command 112 plan_payment PlanPayment 回款计划|Plan the payment
    doc 回款计划: when the customer pays what, whole; it takes the place of the plan before.
    field 1 opportunity_id identifier Opportunity required
    field 2 instalments message Instalment repeated
    doc By day; together not more than the final amount.
    kind command 113 record_payment RecordPayment 登记回款|Record a payment
    doc 登记回款: money came in, as a document of the ERP system shows.
    field 1 opportunity_id identifier Opportunity required
    field 2 erp_document text - optional
    doc Unique within the ledger, so that no payment is counted twice.
    field 3 amount message Money required
    field 4 paid_day day - optional
    doc Days since 1970-01-01. Left out: the day on which the command occurred.
    field 5 overpays flag - optional
    doc It is known that more comes in than was agreed.
    kind command 120 request_approval RequestApproval 申请审批|Request an approval
    doc 申请审批: who has to approve, and in which order, follows from the rules in force.
    field 1 approval_id identifier Approval required
    field 2 kind word ApprovalKind required
    field 3 opportunity_id identifier Opportunity optional
    doc What is to be approved belongs to it. Left out: it is about no opportunity.
    field 4 amount message Money optional
    doc How much it is about, which decides who approves. Left out: the amount of the opportunity.
    field 5 note text - optional
    doc What is asked, and why.
    kind command 121 decide_approval DecideApproval 审批|Decide an approval
    doc 审批: the next step of the chain approves or rejects.
    field 1 approval_id identifier Approval required
    field 2 verdict word ApprovalVerdict required
    field 3 note text - optional
    doc Why. A rejection needs it.
    kind command 125 open_task OpenTask 新建任务|Open a task
    doc 跨部门任务: asks a team for something by a moment.
    field 1 task_id identifier DepartmentTask required
    field 2 title text - optional
    field 3 team_id identifier Team required
    doc Which department owes it.
    field 4 due_at_ms moment - optional
    field 5 opportunity_id identifier Opportunity optional
    doc The opportunity it serves. Left out: none.
    field 6 assignee_id identifier User optional
    doc Left out: the team finds somebody.
    field 7 sla_hours unsigned - optional
    doc How long the department may take by its own promise, hours. Left out: nothing was promised.
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
    kind command 130 draw_review_sample DrawReviewSample 抽取抽查样本|Draw a review sample
    doc 每周抽查: draws the opportunities of grade A whose grade is checked this week. Nobody chooses them.
    field 1 week identifier Review required
    doc The ISO week that it is now, such as 2026-W12. Each is drawn once.
    kind command 135 set_target SetTarget 设定目标|Set a target
    doc 设定目标: the first of its id sets it, each later one changes it.
    field 1 target_id identifier Target required
    doc SCOPE:PERIOD, where SCOPE is user/ID, team/ID or company, and PERIOD is a month such as 2026-03,
    doc a quarter such as 2026-Q1 or a year such as 2026. At most 64 bytes.
    field 2 amount message Money required
    kind command 136 submit_forecast_call SubmitForecastCall 提交预测|Submit a forecast call
    doc 提交预测: what somebody says the period will bring, beside what is computed.
    field 1 target_id identifier Target required
    doc As of a target; there need not be one.
    field 2 commit message Money required
    field 3 best message Money required
    doc No less than `commit`.
    field 4 note text - optional
    kind command 140 grant_award GrantAward 颁奖|Grant an award
    doc 颁奖
    field 1 award_id identifier Award required
    field 2 user_id identifier User required
    field 3 kind word AwardKind required
    field 4 amount message Money required
    doc Left out: an honour without money.
    field 5 basis_sha256 digest - optional
    doc SHA-256 of the answer that it rests on, 32 bytes.
    field 6 basis_position unsigned - optional
    doc The position that answer was given as of.
    field 7 note text - optional
    kind command 145 open_import_batch OpenImportBatch 开始导入|Open an import batch
    doc 开始导入: announces a batch. Rows of a batch that nobody announced are taken as well.
    field 1 batch_id identifier ImportBatch required
    field 2 source text - optional
    doc Where the rows come from: a file, a system.
    field 3 expected_rows unsigned - optional
    doc Left out: not known.
    kind command 146 close_import_batch CloseImportBatch 结束导入|Close an import batch
    doc 结束导入: from now on rows of this batch are refused.
    field 1 batch_id identifier ImportBatch required
    field 2 accepted_rows unsigned - optional
    field 3 refused_rows unsigned - optional
    field 4 source_sha256 digest - optional
    doc SHA-256 of what was imported, 32 bytes.
    kind command 150 advance_outbound AdvanceOutbound 推进对接进度|Advance an outbound consumer
    doc 推进对接进度: a system has taken everything up to a position.
    field 1 consumer_id identifier Outbound required
    field 2 position unsigned - optional
    doc Beyond the last, and no further than the log goes.
    kind command 155 correct_record CorrectRecord 更正记录|Correct a record
    doc 更正记录
    field 1 opportunity_id identifier Opportunity required
    field 2 version unsigned - optional
    doc Which record of the opportunity: the version its stream had after it.
    field 3 path text - optional
    doc Path of the wrong field in that record's event, such as amount.minor_units or tags[0].
    field 4 corrected text - optional
    doc What it should have said; a number in decimal digits.
    field 5 reason text - optional
    kind command 156 erase_personal_data ErasePersonalData 删除个人信息|Erase personal data
    doc 删除个人信息: for good, and for every moment of the past. Of a customer also the contacts, those merged
    doc into it, and what was typed about its opportunities and leads.
    field 1 erasure_id identifier Erasure required
    field 2 subject word TextOwner required
    field 3 subject_id text - optional
    doc Of the user, customer, lead or opportunity; of a contact that of the customer.
    field 4 contact_id identifier Contact optional
    doc Left out: it is no contact.
    field 5 spares_opportunities flag - optional
    doc Of a customer: leave what was typed about opportunities and leads as it is.
    field 6 basis text - optional
    doc On what ground: the request, the law.
    kind event 20 policy_published PolicyPublished 发布规则|Policy published
    field 1 version unsigned - optional
    field 2 document message PolicyDocument required
    field 3 reason text - optional
    field 4 effective_from_ms moment - required
    field 5 approval_id text - optional
    kind event 30 team_registered TeamRegistered 登记团队|Team registered
    field 1 name text - optional
    field 2 parent_id identifier Team optional
    kind event 31 team_changed TeamChanged 变更团队|Team changed
    field 1 old_name text - optional
    field 2 name text - optional
    field 3 old_parent_id identifier Team optional
    field 4 parent_id identifier Team optional
    kind event 32 user_registered UserRegistered 登记用户|User registered
    field 1 name text - optional
    field 2 roles word Role repeated
    field 3 team_id identifier Team optional
    field 4 manager_id identifier User optional
    field 5 capacity unsigned - optional
    doc Open opportunities he or she may own at most. Left out: no limit.
    kind event 33 user_changed UserChanged 变更用户|User changed
    field 1 name text - optional
    doc Left out: it stays.
    field 2 roles word Role repeated
    field 3 team_id identifier Team optional
    field 4 manager_id identifier User optional
    field 5 capacity unsigned - optional
    kind event 34 user_deactivated UserDeactivated 停用用户|User deactivated
    field 1 reason text - optional
    field 2 successor_id identifier User optional
    doc Left out: to the pool, or there was nothing to hand over.
    kind event 40 customer_registered CustomerRegistered 登记客户|Customer registered
    field 1 kind word CustomerKind required
    field 2 name text - optional
    doc Of an organisation; empty for a person.
    field 3 person_name text - optional
    doc Of a person; empty for an organisation.
    field 4 industry text - optional
    field 5 region text - optional
    field 6 source text - optional
    field 7 address text - optional
    field 8 size text - optional
    field 9 external_refs identifier ExternalReference repeated
    kind event 41 profile_updated ProfileUpdated 更新客户画像|Profile updated
    field 1 field text - optional
    field 2 old text - optional
    doc What was there before. Never personal: that stands in the earlier fact alone.
    field 3 new text - optional
    field 4 personal_new text - optional
    field 5 provenance text - optional
    kind event 42 contact_added ContactAdded 添加联系人|Contact added
    field 1 contact_id identifier Contact required
    field 2 name text - optional
    field 3 title text - optional
    field 4 decision_role word DecisionRole optional
    field 5 ways message ContactWay repeated
    kind event 43 contact_updated ContactUpdated 更新联系人|Contact updated
    field 1 contact_id identifier Contact required
    field 2 name text - optional
    field 3 title text - optional
    field 4 decision_role word DecisionRole optional
    field 5 ways message ContactWay repeated
    kind event 44 customer_tagged CustomerTagged 添加客户标签|Customer tagged
    field 1 tag text - optional
    kind event 45 customer_untagged CustomerUntagged 取消客户标签|Customer untagged
    field 1 tag text - optional
    kind event 46 customer_tier_set CustomerTierSet 设定客户层级|Customer's tier set
    field 1 old word CustomerTier optional
    doc Left out: none was set.
    field 2 new word CustomerTier required
    field 3 basis text - optional
    kind event 47 quiet_period_set QuietPeriodSet 设置静默期|Quiet period set
    field 1 from_ms moment - required
    field 2 until_ms moment - required
    doc The first moment that is not quiet.
    field 3 scope word QuietScope required
    field 4 push_cap_per_month unsigned - optional
    field 5 reason text - optional
    kind event 48 quiet_period_lifted QuietPeriodLifted 解除静默期|Quiet period lifted
    field 1 reason text - optional
    kind event 49 customer_signal_recorded CustomerSignalRecorded 记录客户信号|Customer signal recorded
    field 1 kind word CustomerSignalKind required
    field 2 value unsigned - optional
    field 3 window_days unsigned - optional
    field 4 source text - optional
    kind event 50 opportunity_created OpportunityCreated 录入商机|Created
    field 1 customer_id identifier Customer required
    field 2 title text - optional
    field 3 amount message Money required
    field 4 owner_id identifier User optional
    doc Left out: it begins in the pool.
    field 5 needs text - repeated
    field 6 expected_close_day day - optional
    field 7 source text - optional
    field 8 stage word Stage required
    field 9 grade word Grade optional
    field 10 grade_basis message GradeBasis optional
    field 11 grade_supported flag - optional
    doc Whether the basis supports the grade under the policy of the day.
    field 12 products message OfferedProduct repeated
    field 13 template text - optional
    doc Left out: the policy's standard template, whichever that is.
    field 14 unmet_gates message UnmetGate repeated
    doc What the gates of the day asked for in vain, of the stages up to the one it began at.
    kind event 51 opportunity_graded OpportunityGraded 商机分级|Graded
    field 1 old word Grade optional
    field 2 new word Grade required
    field 3 basis message GradeBasis required
    field 4 supported flag - optional
    doc Whether the basis supports the grade under the policy of the day.
    field 5 evidence_ids identifier Evidence repeated
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
    field 9 contact_ids text - repeated
    field 10 content_used text - repeated
    field 11 script_id text - optional
    field 12 transcript text - optional
    field 13 suggested_tags text - repeated
    doc Tags whose phrases stand in the transcript. A suggestion only: what people ticked stands above.
    kind event 53 stage_moved StageMoved 阶段推进|Stage moved
    field 1 from word Stage required
    field 2 to word Stage required
    field 3 note text - optional
    field 4 file_sha256 digest - optional
    field 5 skipped word Stage repeated
    doc Stages of the pipeline between the two, which a move forward passed over.
    field 6 unmet_gates message UnmetGate repeated
    doc What the gates of the day asked for in vain, of the stages passed over and of the one entered.
    field 7 evidence_ids identifier Evidence repeated
    field 8 override_approval_id text - optional
    doc The approval that opened the unmet gates, which opens no more. Left out: none was needed.
    field 9 manager_id identifier User optional
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
    kind event 65 customers_merged CustomersMerged 合并客户|Customers merged
    doc Stands in the histories of both.
    field 1 survivor_id identifier Customer required
    field 2 absorbed_id identifier Customer required
    field 3 reason text - optional
    kind event 70 lead_captured LeadCaptured 录入线索|Lead captured
    field 1 customer_kind word CustomerKind required
    field 2 source text - optional
    field 3 campaign text - optional
    field 4 self_developed flag - optional
    field 5 owner_id identifier User optional
    field 6 fields message LeadField repeated
    field 7 note text - optional
    kind event 71 lead_enriched LeadEnriched 补全线索|Lead enriched
    field 1 fields message LeadField repeated
    field 2 customer_kind word CustomerKind optional
    field 3 owner_id identifier User optional
    field 4 note text - optional
    kind event 72 lead_qualified LeadQualified 线索转商机|Lead qualified
    field 1 opportunity_id identifier Opportunity required
    field 2 customer_id identifier Customer required
    field 3 real_verified_by identifier User optional
    kind event 73 lead_disqualified LeadDisqualified 线索作废|Lead disqualified
    field 1 reason text - optional
    kind event 74 approval_escalated ApprovalEscalated 审批上报|Approval escalated
    doc Who could decide the step before still can.
    field 1 step unsigned - optional
    doc Which step of the chain, from 1.
    field 2 rule word ApprovalEscalationReason required
    field 3 open_to word Role optional
    doc Who may decide the step too from now on. Left out: nobody stands above whose step it is.
    field 4 late_minutes unsigned - optional
    doc How long the step has been overdue, whole minutes.
    kind event 75 forecast_snapshot_taken ForecastSnapshotTaken 留存预测|Forecast snapshot taken
    field 1 scope word TargetScope required
    field 2 user_id identifier User optional
    doc Only with scope user.
    field 3 team_id identifier Team optional
    doc Only with scope team.
    field 4 period word PeriodKind required
    field 5 first_day day - optional
    field 6 last_day day - optional
    field 7 as_of_position unsigned - optional
    field 8 policy_version unsigned - optional
    field 9 model text - optional
    field 10 wins message ForecastWins required
    field 11 amounts message ForecastAmounts repeated
    field 12 answer_sha256 digest - optional
    kind event 76 forecast_calibrated ForecastCalibrated 校准预测|Forecast calibrated
    field 1 as_of_position unsigned - optional
    field 2 policy_version unsigned - optional
    field 3 model text - optional
    field 4 chances message CalibratedChance repeated
    doc By grade, then by stage.
    field 5 map_sha256 digest - optional
    field 6 note text - optional
    kind event 80 opportunity_scored OpportunityScored 商机评分|Scored
    doc Scored by the card of the policy version that the record names.
    field 1 items message ScoredItem repeated
    doc In the order of the card.
    field 2 total_thousandths unsigned - optional
    doc Sum of the points; 10,000 is the best.
    field 3 hint word Grade required
    doc The grade that the total suggests. The grade itself is judged by people.
    field 4 contradicts_grade flag - optional
    doc The grade of the opportunity is better than the card suggests.
    kind event 81 needs_updated NeedsUpdated 更新需求|Needs updated
    field 1 needs text - repeated
    field 2 reason text - optional
    kind event 82 competitor_noted CompetitorNoted 记录竞品|Competitor noted
    field 1 competitor text - optional
    doc The code, where the policy knows the competitor; otherwise the name as it was said.
    field 2 known flag - optional
    field 3 note text - optional
    kind event 83 evidence_attached EvidenceAttached 附上证据|Evidence attached
    field 1 evidence_id identifier Evidence required
    field 2 kind word EvidenceKind required
    field 3 file_sha256 digest - optional
    field 4 uri text - optional
    field 5 happened_at_ms moment - optional
    field 6 contact_id text - optional
    field 7 attacher_id text - optional
    doc Id of the actor who attached it; the kind of actor stands in the record. Whoever it is never
    doc verifies it.
    kind event 84 evidence_verified EvidenceVerified 证据属实|Evidence verified
    field 1 evidence_id identifier Evidence required
    field 2 reason text - optional
    kind event 85 evidence_rejected EvidenceRejected 证据不属实|Evidence rejected
    doc It no longer counts for any gate.
    field 1 evidence_id identifier Evidence required
    field 2 reason text - optional
    kind event 86 follow_up_planned FollowUpPlanned 计划跟进|Follow-up planned
    field 1 due_at_ms moment - required
    field 2 purpose text - optional
    field 3 channel word Channel optional
    field 4 script_id text - optional
    field 5 replaced_due_at_ms moment - optional
    doc Of the plan whose place it takes. Left out: there was none.
    kind event 87 plan_cancelled PlanCancelled 取消计划|Plan cancelled
    field 1 due_at_ms moment - required
    field 2 reason text - optional
    kind event 88 quote_issued QuoteIssued 发出报价|Quote issued
    field 1 version unsigned - optional
    field 2 amount message Money required
    field 3 file_sha256 digest - optional
    field 4 valid_until_ms moment - optional
    kind event 89 sales_promise_recorded SalesPromiseRecorded 销售承诺|Sales promise recorded
    field 1 text text - optional
    field 2 due_at_ms moment - required
    field 3 team_id identifier Team required
    kind event 90 post_mortem_recorded PostMortemRecorded 复盘|Post-mortem recorded
    field 1 findings message PostMortemFinding repeated
    kind event 91 opportunity_made_dormant OpportunityMadeDormant 转入沉寂|Made dormant
    field 1 from_owner_id identifier User optional
    doc Left out: it was in the pool.
    field 2 reason text - optional
    kind event 92 opportunity_reactivated OpportunityReactivated 激活|Reactivated
    field 1 campaign text - optional
    kind event 93 opportunity_eliminated OpportunityEliminated 淘汰|Eliminated
    field 1 from_owner_id identifier User optional
    doc Left out: nobody owned it.
    field 2 reason text - optional
    field 3 approval_id text - optional
    doc The approval that opened the direct way, which opens no more. Left out: none was needed.
    kind event 94 opportunity_assigned OpportunityAssigned 分配|Assigned
    field 1 to_owner_id identifier User required
    field 2 mode word AssignmentMode required
    field 3 rule text - optional
    kind event 95 opportunity_claimed OpportunityClaimed 领取|Claimed
    field 1 to_owner_id identifier User required
    kind event 96 opportunity_returned_to_pool OpportunityReturnedToPool 退回公海|Returned to the pool
    field 1 from_owner_id identifier User required
    field 2 reason text - optional
    kind event 97 opportunity_reclaimed OpportunityReclaimed 回收|Reclaimed
    field 1 from_owner_id identifier User required
    field 2 rule word ReclaimReason required
    field 3 idle_days unsigned - optional
    doc Whole days since the owner got it or followed up last.
    field 4 confirmed_by_id identifier User optional
    doc Left out: the policy wanted nobody's word.
    kind event 98 opportunity_escalated OpportunityEscalated 上调|Escalated
    field 1 from_owner_id identifier User required
    field 2 to_owner_id identifier User required
    field 3 rule word EscalationReason required
    kind event 100 collaborator_added CollaboratorAdded 添加协作人|Collaborator added
    field 1 user_id identifier User required
    field 2 part text - optional
    kind event 101 collaborator_removed CollaboratorRemoved 移除协作人|Collaborator removed
    field 1 user_id identifier User required
    field 2 reason text - optional
    kind event 102 split_proposed SplitProposed 提议分润|Split proposed
    field 1 proposal unsigned - optional
    doc Counts the proposals of the opportunity from 1.
    field 2 kind word SplitKind required
    field 3 method word SplitMethod required
    field 4 shares message SplitShare repeated
    field 5 proposer_id identifier User required
    field 6 chooser_id identifier User optional
    doc Left out: the shares were negotiated.
    kind event 103 split_accepted SplitAccepted 接受分润|Split accepted
    field 1 proposal unsigned - optional
    field 2 party_id identifier User required
    field 3 choice unsigned - optional
    doc Left out: there was nothing to choose.
    kind event 104 split_rejected SplitRejected 拒绝分润|Split rejected
    field 1 proposal unsigned - optional
    field 2 party_id identifier User required
    field 3 reason text - optional
    kind event 105 split_effective SplitEffective 分润生效|Split effective
    doc 分润生效: all parties have accepted. Takes the place of an earlier split of its kind.
    field 1 proposal unsigned - optional
    field 2 kind word SplitKind required
    field 3 shares message SplitShare repeated
    doc As they hold, after the choice.
    kind event 106 mentor_share_set MentorShareSet 设定师父份额|Mentor's share set
    field 1 mentor_id identifier User required
    field 2 team_id identifier Team required
    field 3 share_ppm share - optional
    kind event 107 forecast_category_set ForecastCategorySet 设定预测分类|Forecast category set
    field 1 old word ForecastCategory optional
    field 2 new word ForecastCategory optional
    field 3 note text - optional
    kind event 108 anomaly_explained AnomalyExplained 说明等级异常|Anomaly explained
    field 1 text text - optional
    kind event 109 grade_reviewed GradeReviewed 抽查|Grade reviewed
    doc A grade corrected by it stands in an event of its own.
    field 1 method word ReviewMethod required
    field 2 verdict word ReviewVerdict required
    field 3 reviewed_grade word Grade required
    field 4 corrected_grade word Grade optional
    field 5 penalty_points unsigned - optional
    field 6 note text - optional
    kind event 110 alert_acknowledged AlertAcknowledged 确认预警|Alert acknowledged
    field 1 kind word AlertKind required
    field 2 since_ms moment - required
    doc Since when the alert had been up, which tells it from a later one of its kind.
    field 3 note text - optional
    kind event 111 alert_snoozed AlertSnoozed 暂缓预警|Alert snoozed
    field 1 kind word AlertKind required
    field 2 since_ms moment - required
    doc Since when the alert had been up, which tells it from a later one of its kind.
    field 3 until_ms moment - required
    field 4 reason text - optional
    kind event 112 payment_planned PaymentPlanned 回款计划|Payment planned
    field 1 instalments message Instalment repeated
    kind event 113 payment_recorded PaymentRecorded 登记回款|Payment recorded
    field 1 erp_document text - optional
    field 2 amount message Money required
    field 3 paid_day day - required
    field 4 overpaid flag - optional
    doc All payments together exceed the final amount.
    kind event 114 commitment_recorded CommitmentRecorded 承诺反馈|Feedback promised
    doc The customer was promised an answer. Follows the follow-up in which that was done.
    field 1 due_at_ms moment - required
    field 2 channel word Channel required
    doc How the customer was spoken to when it was promised.
    kind event 120 approval_requested ApprovalRequested 申请审批|Approval requested
    doc The steps are those of the rules at that moment: rules published later change none of them.
    field 1 kind word ApprovalKind required
    field 2 opportunity_id identifier Opportunity optional
    field 3 amount message Money optional
    field 4 note text - optional
    field 5 chain word Role repeated
    doc Who approves, one after the other.
    field 6 sla_hours unsigned - optional
    doc Each step is overdue after this, hours.
    field 7 requester_id identifier User optional
    doc Left out: a connected system asked.
    kind event 121 approval_granted ApprovalGranted 审批同意|Approval granted
    field 1 step unsigned - optional
    doc Which step of the chain, from 1.
    field 2 is_last flag - optional
    doc The last step: what was asked may be done.
    field 3 note text - optional
    kind event 122 approval_rejected ApprovalRejected 审批驳回|Approval rejected
    field 1 step unsigned - optional
    doc Which step of the chain, from 1.
    field 2 note text - optional
    kind event 125 task_opened TaskOpened 新建任务|Task opened
    field 1 title text - optional
    field 2 team_id identifier Team required
    field 3 due_at_ms moment - optional
    field 4 opportunity_id identifier Opportunity optional
    field 5 assignee_id identifier User optional
    field 6 sla_hours unsigned - optional
    kind event 126 task_reassigned TaskReassigned 转交任务|Task reassigned
    field 1 from_assignee_id identifier User optional
    field 2 to_assignee_id identifier User optional
    doc Left out: whoever had it left, and the team finds somebody.
    field 3 reason text - optional
    kind event 127 task_completed TaskCompleted 完成任务|Task completed
    field 1 result text - optional
    kind event 130 review_sample_drawn ReviewSampleDrawn 抽取抽查样本|Review sample drawn
    field 1 population unsigned - optional
    doc Open opportunities of grade A at that moment.
    field 2 population_sha256 digest - optional
    doc SHA-256 of their ids in the order of their bytes, each followed by a line feed.
    field 3 seed_sha256 digest - optional
    doc What the choice follows from: SHA-256 over all opportunities of the ledger and the moment.
    field 4 opportunity_ids identifier Opportunity repeated
    doc In the order in which they were drawn.
    kind event 135 target_set TargetSet 设定目标|Target set
    field 1 scope word TargetScope required
    field 2 user_id identifier User optional
    doc Only with scope user.
    field 3 team_id identifier Team optional
    doc Only with scope team.
    field 4 period word PeriodKind required
    field 5 first_day day - optional
    field 6 last_day day - optional
    field 7 old_amount message Money optional
    doc Left out: there was none.
    field 8 amount message Money required
    kind event 136 forecast_call_submitted ForecastCallSubmitted 提交预测|Forecast call submitted
    field 1 scope word TargetScope required
    field 2 user_id identifier User optional
    doc Only with scope user.
    field 3 team_id identifier Team optional
    doc Only with scope team.
    field 4 period word PeriodKind required
    field 5 first_day day - optional
    field 6 last_day day - optional
    field 7 commit message Money required
    field 8 best message Money required
    field 9 note text - optional
    kind event 140 award_granted AwardGranted 颁奖|Award granted
    field 1 user_id identifier User required
    field 2 kind word AwardKind required
    field 3 amount message Money required
    field 4 basis_sha256 digest - optional
    field 5 basis_position unsigned - optional
    field 6 note text - optional
    kind event 145 import_batch_opened ImportBatchOpened 开始导入|Import batch opened
    field 1 source text - optional
    field 2 expected_rows unsigned - optional
    kind event 146 import_batch_closed ImportBatchClosed 结束导入|Import batch closed
    field 1 accepted_rows unsigned - optional
    field 2 refused_rows unsigned - optional
    field 3 source_sha256 digest - optional
    kind event 150 outbound_advanced OutboundAdvanced 推进对接进度|Outbound consumer advanced
    field 1 position unsigned - optional
    kind event 155 record_corrected RecordCorrected 更正记录|Record corrected
    field 1 version unsigned - optional
    field 2 path text - optional
    field 3 corrected text - optional
    field 4 reason text - optional
    kind event 156 personal_data_erased PersonalDataErased 删除个人信息|Personal data erased
    field 1 subject word TextOwner required
    field 2 subject_id text - optional
    field 3 contact_id identifier Contact optional
    doc Left out: it is no contact.
    field 4 erased message ErasedOwner repeated
    doc All whose keys were destroyed, at most 1,000.
    field 5 basis text - optional
    kind value 0 alert_route AlertRoute |
    doc Whom an alert of one kind reaches, by what, and what is to be done.
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
    kind value 0 approval Approval |
    doc Something that waits for somebody's word, or has it.
    field 1 version unsigned - optional
    field 2 kind word ApprovalKind required
    field 3 opportunity_id identifier Opportunity optional
    field 4 requester_id identifier User optional
    field 5 chain word Role repeated
    doc Frozen when it was asked for.
    field 6 granted_steps unsigned - optional
    field 7 is_rejected flag - optional
    field 8 sla_hours unsigned - optional
    doc Each step is overdue after this, hours.
    field 9 step_since_ms moment - required
    doc Since when the step that is next has been waiting, as claimed.
    field 10 escalated_step unsigned - optional
    doc The last step that was escalated; Left out: none was.
    field 11 open_to word Role optional
    doc Who may decide the escalated step too.
    field 12 is_used flag - optional
    doc What it allowed has happened, so it allows nothing more.
    kind value 0 approval_band ApprovalBand |
    doc Who has to agree up to an amount.
    field 1 up_to_minor_units signed - optional
    doc Amounts up to this, itself included. Left out: no limit.
    field 2 chain word Role repeated
    doc Who approves, one after the other.
    kind value 0 approval_flow ApprovalFlow |
    doc Who has to agree to requests of one kind, and how soon.
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
    field 3 publication_by_approval flag - optional
    doc Rules are published only with a granted approval of kind POLICY, each approval once.
    kind value 0 award Award |
    doc An award that was granted; that there is one is all that is kept.
    field 1 version unsigned - optional
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
    kind value 0 calibrated_chance CalibratedChance |
    doc The chance to win that a grade at a stage has proved to have.
    field 1 grade word Grade optional
    doc Left out: opportunities that nobody has graded.
    field 2 stage word Stage required
    field 3 chance_ppm share - optional
    doc More than 0 and less than 1,000,000.
    field 4 sample unsigned - optional
    doc Decided opportunities that it rests on.
    kind value 0 calibration Calibration |
    doc What forecasts have learned.
    field 1 version unsigned - optional
    field 2 position unsigned - optional
    doc The position of the log that it was computed as of.
    kind value 0 checklist_item ChecklistItem |
    doc One thing that must or may be known.
    field 1 code text - optional
    field 2 label message Label required
    field 3 mandatory flag - optional
    kind value 0 competitor Competitor |
    doc A competitor, and what to say when the customer compares.
    field 1 code text - optional
    field 2 label message Label required
    field 3 aliases text - repeated
    doc Other names it goes by, in transcripts and in imported lists.
    kind value 0 contact_way ContactWay |
    doc One way to reach a person.
    field 1 channel word Channel required
    field 2 address text - optional
    doc Number, address or account.
    kind value 0 customer_file CustomerFile |
    doc What is known of a customer beyond being one.
    field 1 profile message ProfileValue repeated
    doc In the order in which the fields were first said.
    field 2 external_refs identifier ExternalReference repeated
    field 3 contact_ids identifier Contact repeated
    field 4 tags text - repeated
    field 5 tier word CustomerTier optional
    field 6 quiet_period message QuietPeriod optional
    field 7 merged_into_id identifier Customer optional
    doc The customer that this one is. Left out: it is itself.
    kind value 0 customer_tag CustomerTag |
    doc A tag that customers may have.
    field 1 code text - optional
    field 2 label message Label required
    field 3 group text - optional
    doc Code of its group. Left out: none.
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
    doc Of the last quote; Left out: none was issued.
    field 2 evidence message Evidence repeated
    doc In the order in which it was attached.
    field 3 planned_follow_up_at_ms moment - optional
    doc When the next step is planned. Left out: none is.
    field 4 payments message PaidDocument repeated
    field 5 former_owners message FormerOwner repeated
    doc The last few who gave it up or lost it to the pool, oldest first, each once.
    field 6 collaborator_ids identifier User repeated
    field 7 proposal_count unsigned - optional
    doc Proposals of splits so far.
    field 8 proposals message SplitProposal repeated
    doc Those that not all have accepted, at most one a kind.
    field 9 is_paid_out flag - optional
    doc Money was paid out, so nothing about splits changes any more.
    field 10 forecast_category word ForecastCategory optional
    doc A person's own word; it outlives every move of the stage.
    field 11 template text - optional
    doc Code of its pipeline template. Left out: the standard one.
    kind value 0 erased_owner ErasedOwner |
    doc One whose texts were erased.
    field 1 kind word TextOwner required
    field 2 id text - optional
    doc Of a contact that of the customer.
    field 3 contact_id identifier Contact optional
    doc Left out: it is no contact.
    field 4 is_person flag - optional
    doc A customer who is a person, so that the name went too.
    kind value 0 erasure Erasure |
    doc Whose texts were erased.
    field 1 version unsigned - optional
    field 2 erased message ErasedOwner repeated
    kind value 0 evidence Evidence |
    doc A piece of evidence and who has looked at it.
    field 1 evidence_id identifier Evidence required
    field 2 kind word EvidenceKind required
    field 3 result word EvidenceResult optional
    doc Left out: nobody has checked it.
    field 4 attacher_kind unsigned - optional
    doc The actor who attached it: the number of its kind, and its id.
    field 5 attacher_id text - optional
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
    kind value 0 forecast_amounts ForecastAmounts |
    doc What they will bring in one currency, in which all five stand.
    field 1 won message Money required
    doc Won in the period already.
    field 2 expected message Money required
    doc The mean of what the open ones bring: the sum of chance times amount.
    field 3 p10 message Money required
    doc With a chance of 10 % they bring at most so much.
    field 4 p50 message Money required
    field 5 p90 message Money required
    kind value 0 forecast_wins ForecastWins |
    doc How many of the open opportunities will be won.
    field 1 open_count unsigned - optional
    field 2 expected_millionths unsigned - optional
    doc The mean of the number of wins, in millionths of a win.
    field 3 p10 unsigned - optional
    doc With a chance of 10 % there are at most so many.
    field 4 p50 unsigned - optional
    field 5 p90 unsigned - optional
    kind value 0 former_owner FormerOwner |
    doc Somebody who had an opportunity, and when it left him or her.
    field 1 user_id identifier User required
    field 2 left_at_ms moment - required
    kind value 0 gate_rules GateRules |
    doc What must be there before a stage is entered (进入条件, 判定标志).
    field 1 mode word GateMode required
    field 2 stages message StageGate repeated
    doc At most one a stage; a stage without one is open.
    field 3 win message EvidenceNeed repeated
    doc What a win needs.
    field 4 evidence_from word Stage optional
    doc From this stage on an opportunity must have evidence of some kind. Left out: never.
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
    doc Days until the customer means to decide. Left out: not known.
    field 4 comparing unsigned - optional
    doc Number of suppliers the customer compares, us included. Left out: not known.
    kind value 0 grade_honesty_rules GradeHonestyRules |
    doc When the grades that were given claim more than came true (等级过松).
    field 1 resolved_minimum unsigned - optional
    doc Below so many resolved opportunities of a grade nothing is said.
    field 2 margin_ppm share - optional
    doc So far below the grade's prior the true rate must be, in parts per million.
    field 3 certainty_ppm share - optional
    doc And so sure one must be of it, in parts per million.
    kind value 0 grade_rule GradeRule |
    doc One grade: what it takes, what it is worth, how often to follow up. GRADE_UNSPECIFIED is the rule
    doc for opportunities that nobody has graded.
    field 1 grade word Grade optional
    field 2 requires_need flag - optional
    field 3 requires_budget flag - optional
    field 4 decision_days_maximum unsigned - optional
    doc Left out: no condition.
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
    kind value 0 import_run ImportRun |
    doc A batch of rows that was announced.
    field 1 version unsigned - optional
    field 2 expected_rows unsigned - optional
    doc Left out: not known.
    field 3 is_closed flag - optional
    kind value 0 incentive_rules IncentiveRules |
    doc What good recording earns.
    field 1 star_completeness_ppm share - optional
    doc 数据录入之星: complete records of a month, at least.
    field 2 star_award message Money required
    field 3 kpi_share_ppm share - optional
    doc Share of recording in the performance figure.
    kind value 0 instalment Instalment |
    doc What is due on one day.
    field 1 due_day day - required
    doc Days since 1970-01-01.
    field 2 amount message Money required
    kind value 0 label Label |
    doc A text in both languages of the users.
    field 1 zh text - optional
    field 2 en text - optional
    kind value 0 lead Lead |
    doc A lead (线索).
    field 1 version unsigned - optional
    field 2 customer_kind word CustomerKind required
    field 3 status word LeadStatus required
    field 4 owner_id identifier User optional
    field 5 source text - optional
    field 6 known_fields text - repeated
    doc Items of the checklist of which something is known.
    field 7 customer_id identifier Customer optional
    doc Who it became an opportunity of.
    kind value 0 lead_field LeadField |
    doc One item of the qualification checklist, with what is known of it.
    field 1 code text - optional
    doc As the checklist of the policy calls it, such as company-name, contact or need.
    field 2 value text - optional
    kind value 0 loss_reason LossReason |
    doc A reason why deals are lost.
    field 1 code text - optional
    field 2 label message Label required
    kind value 0 offered_product OfferedProduct |
    doc Something that is to be sold.
    field 1 product_id text - optional
    field 2 class word ProductClass optional
    field 3 fit word ProductFit optional
    field 4 amount message Money required
    kind value 0 outbound Outbound |
    doc Another system that takes over what happens here.
    field 1 version unsigned - optional
    field 2 position unsigned - optional
    kind value 0 paid_document PaidDocument |
    doc A payment that was counted.
    field 1 erp_document text - optional
    field 2 minor_units signed - optional
    kind value 0 pipeline_rules PipelineRules |
    doc Stage lists of different kinds of business, comparable because each is made of the same stages.
    field 1 templates message PipelineTemplate repeated
    field 2 standard_template text - optional
    doc Code of the template that an opportunity has whose creation names none.
    kind value 0 pipeline_template PipelineTemplate |
    doc A named way through the stages (流程模板), for a team or a product.
    field 1 code text - optional
    field 2 label message Label required
    field 3 stages message TemplateStage repeated
    doc In the order of the stages; a stage that is missing is not used.
    field 4 collection message Label optional
    doc What following the payments after a win is called. Left out: it is not a step of its own.
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
    field 28 grade_honesty message GradeHonestyRules optional
    doc From when on a grade is said to be given too freely.
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
    kind value 0 post_mortem_finding PostMortemFinding |
    doc One thing learnt.
    field 1 cause text - optional
    doc Code of the policy's loss reasons, so that findings can be counted. Left out: none of them.
    field 2 lesson text - optional
    doc What to do the same way, or another way.
    kind value 0 profile_choice ProfileChoice |
    doc A value that a field of choices takes.
    field 1 code text - optional
    field 2 label message Label required
    kind value 0 profile_field ProfileField |
    doc A field of the customer profile (画像), and what it holds.
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
    kind value 0 profile_value ProfileValue |
    doc What is known of one field of a profile.
    field 1 field text - optional
    field 2 value text - optional
    kind value 0 qualification_checklist QualificationChecklist |
    doc What must be known of a lead of one kind of customer.
    field 1 customer_kind word CustomerKind required
    field 2 items message ChecklistItem repeated
    kind value 0 qualification_rules QualificationRules |
    doc When a lead is good enough to become an opportunity (线索清洗): complete and real.
    field 1 checklists message QualificationChecklist repeated
    doc One for each kind of customer.
    field 2 real_verified flag - optional
    doc Somebody has verified that it is real.
    kind value 0 quiet_period QuietPeriod |
    doc Time in which a customer wants to be left alone (静默期).
    field 1 from_ms moment - required
    field 2 until_ms moment - required
    doc The first moment that is not quiet.
    field 3 scope word QuietScope required
    field 4 push_cap_per_month unsigned - optional
    kind value 0 quiet_rules QuietRules |
    doc Customers who want to be left alone (静默期, 推送频率).
    field 1 days_maximum unsigned - optional
    field 2 push_cap_per_month unsigned - optional
    doc Product messages a customer gets in a month at most. Left out: none.
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
    kind value 0 review Review |
    doc The sample of a week; that there is one is all that counts.
    field 1 version unsigned - optional
    kind value 0 review_rules ReviewRules |
    doc Weekly sampling of high grades (每周抽查).
    field 1 weekly flag - optional
    doc A sample is drawn each week.
    field 2 sample_minimum unsigned - optional
    doc The larger of the two, but never more than there are.
    field 3 sample_ppm share - optional
    field 4 penalty_points unsigned - optional
    doc Points an owner loses for a grade that proves false. Left out: the verdict alone is recorded.
    field 5 explanation_days unsigned - optional
    doc An anomaly is to be explained within this.
    kind value 0 score_answer ScoreAnswer |
    doc One answer of the card, by the codes of the policy's scorecard.
    field 1 dimension text - optional
    field 2 option text - optional
    kind value 0 scorecard_dimension ScorecardDimension |
    doc A question of the scorecard, and what it weighs.
    field 1 code text - optional
    field 2 label message Label required
    field 3 weight unsigned - optional
    field 4 options message ScorecardOption repeated
    kind value 0 scorecard_option ScorecardOption |
    doc An answer to it, and its points.
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
    kind value 0 scored_item ScoredItem |
    doc An answer and what it was worth on the day.
    field 1 dimension text - optional
    field 2 option text - optional
    field 3 points_thousandths unsigned - optional
    kind value 0 script_rules ScriptRules |
    doc What to say (话术模板).
    field 1 templates message ScriptTemplate repeated
    kind value 0 script_template ScriptTemplate |
    doc Words for a talk (话术), with places that are filled in.
    field 1 code text - optional
    field 2 label message Label required
    field 3 body message Label required
    doc With placeholders such as {contact}; POLICY.md lists them.
    field 4 stages word Stage repeated
    doc For these stages. None: for all.
    field 5 feedback_tags text - repeated
    doc When the last feedback has one of these tags. None: whatever it was.
    kind value 0 split_proposal SplitProposal |
    doc A split that waits for its parties.
    field 1 number unsigned - optional
    field 2 kind word SplitKind required
    field 3 method word SplitMethod required
    field 4 shares message SplitShare repeated
    field 5 proposer_id identifier User required
    field 6 chooser_id identifier User optional
    field 7 accepted_ids identifier User repeated
    kind value 0 split_rules SplitRules |
    doc How the gain of a deal may be shared (分润, 师徒制).
    field 1 methods word SplitMethod repeated
    field 2 mentor_share_maximum_ppm share - optional
    field 3 parties_maximum unsigned - optional
    kind value 0 split_share SplitShare |
    doc What one party gets. The shares of a split are 1,000,000 ppm together.
    field 1 party_id identifier User required
    field 2 share_ppm share - optional
    kind value 0 stage_backlog StageBacklog |
    doc How many opportunities in a stage are too many.
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
    doc The items that the qualification checklist of the customer's kind requires. Asked where a lead is
    doc qualified; no move is asked for it, since what names people is not kept but in its record.
    field 5 profile_complete flag - optional
    doc The required fields of the customer's profile.
    field 6 manager_named flag - optional
    doc A manager is named.
    kind value 0 stage_rule StageRule |
    doc A stage, and when it is planned for.
    field 1 stage word Stage required
    field 2 label message Label required
    field 3 planned_day unsigned - optional
    doc Planned day after creation.
    field 4 odds_permille unsigned - optional
    doc Multiplier of the odds to win, in thousandths: 1500 is times 1.5.
    kind value 0 tag_group TagGroup |
    doc Tags that belong together.
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
    kind value 0 target Target |
    doc What is to be reached, or said to be, by somebody in a period.
    field 1 version unsigned - optional
    field 2 amount message Money optional
    doc Left out: only forecast calls were made.
    kind value 0 template_stage TemplateStage |
    doc A stage of a template, under the name that its team gives it.
    field 1 stage word Stage required
    field 2 label message Label required
    field 3 planned_day unsigned - optional
    doc Planned day after creation.
    kind value 0 threshold_rules ThresholdRules |
    doc From when on something is to be looked at.
    field 1 red_clock word RedClock required
    field 2 elimination word Combination required
    doc Score and days of HealthRules, both or either, for the advice to give up.
    field 3 at_risk_score unsigned - optional
    doc An opportunity whose health is below this is at risk.
    field 4 backlog message StageBacklog repeated
    doc Open opportunities that one owner can have at a stage before it is a backlog. None: no limit.
    kind value 0 transcript_rules TranscriptRules |
    doc How tags are suggested by what was said.
    field 1 tags message TagPhrases repeated
    doc At most one a tag.
    kind value 0 unmet_gate UnmetGate |
    doc Something that a gate asks for and that is not there.
    field 1 stage word Stage required
    doc Whose gate it is.
    field 2 condition word GateCondition required
    field 3 any_of word EvidenceKind repeated
    doc Evidence of one of these kinds would do.
    kind value 0 win_odds_rules WinOddsRules |
    doc How probable a win is before anything is learned from history.
    field 1 kind word WinOddsKind required
    field 2 cap_ppm share - optional
    doc Only for RELATIVE_CAPPED.
    field 3 silence_days unsigned - optional
    doc From so many days without contact on the odds to win are lower. Left out: silence changes no chance.
    field 4 silence_odds_ppm share - optional
    doc What silence multiplies the odds by, in parts per million: 428571 (3/7) makes 70 % into 50 %.
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
    words ApprovalEscalationReason
    word 1 overdue APPROVAL_ESCALATION_REASON_OVERDUE 审批超时|Step overdue
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
    words ApprovalVerdict
    word 1 approve APPROVAL_VERDICT_APPROVE 同意|Approve
    word 2 reject APPROVAL_VERDICT_REJECT 驳回|Reject
    words AssignmentMode
    word 1 manual ASSIGNMENT_MODE_MANUAL 人工分配|By hand
    word 2 rule ASSIGNMENT_MODE_RULE 规则分配|By rule
    words AwardKind
    word 1 data-star AWARD_KIND_DATA_STAR 数据录入之星|Data star
    word 2 high-value AWARD_KIND_HIGH_VALUE 高价值商机奖|High-value deal
    word 3 timeliness AWARD_KIND_TIMELINESS 跟进及时奖|Timeliness
    word 4 conversion AWARD_KIND_CONVERSION 转化奖|Conversion
    word 5 mentor AWARD_KIND_MENTOR 导师奖|Mentor
    word 6 other AWARD_KIND_OTHER 其他|Other
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
    words CustomerSignalKind
    word 1 complaint CUSTOMER_SIGNAL_KIND_COMPLAINT 客户投诉|Complaint
    word 2 open-rate CUSTOMER_SIGNAL_KIND_OPEN_RATE 邮件打开率|Open rate
    word 3 ticket-repeat CUSTOMER_SIGNAL_KIND_TICKET_REPEAT 工单重复|Repeated tickets
    word 4 sla-breach CUSTOMER_SIGNAL_KIND_SLA_BREACH 服务超时|Service level missed
    word 5 contract-change CUSTOMER_SIGNAL_KIND_CONTRACT_CHANGE 合同条款变更|Changes of terms
    word 6 usage CUSTOMER_SIGNAL_KIND_USAGE 使用量|Usage
    word 7 competitor-search CUSTOMER_SIGNAL_KIND_COMPETITOR_SEARCH 竞品搜索|Searches for competitors
    word 8 payment-punctuality CUSTOMER_SIGNAL_KIND_PAYMENT_PUNCTUALITY 付款准时率|Payment punctuality
    word 9 no-reply CUSTOMER_SIGNAL_KIND_NO_REPLY 停止回复|No reply
    words CustomerTier
    word 1 benchmark CUSTOMER_TIER_BENCHMARK 标杆客户|Benchmark
    word 2 high-yield CUSTOMER_TIER_HIGH_YIELD 高产客户|High yield
    word 3 potential CUSTOMER_TIER_POTENTIAL 潜力客户|Potential
    word 4 standard CUSTOMER_TIER_STANDARD 普通客户|Standard
    words DecisionRole
    word 1 decision-maker DECISION_ROLE_DECISION_MAKER 决策人|Decision maker
    word 2 buyer DECISION_ROLE_BUYER 采购经理|Buyer
    word 3 budget-holder DECISION_ROLE_BUDGET_HOLDER 预算负责人|Budget holder
    word 4 evaluator DECISION_ROLE_EVALUATOR 技术评估人|Evaluator
    word 5 influencer DECISION_ROLE_INFLUENCER 影响者|Influencer
    word 6 end-user DECISION_ROLE_END_USER 使用者|User of the product
    word 7 supporter DECISION_ROLE_SUPPORTER 内部支持者|Supporter
    word 8 gatekeeper DECISION_ROLE_GATEKEEPER 把关人|Gatekeeper
    word 9 other DECISION_ROLE_OTHER 其他|Other
    words EliminationPath
    word 1 via-dormant ELIMINATION_PATH_VIA_DORMANT 先沉寂后淘汰|Via dormant
    word 2 direct ELIMINATION_PATH_DIRECT 直接淘汰|Direct
    words EscalationReason
    word 1 closing-missed ESCALATION_REASON_CLOSING_MISSED 冲刺期未日跟|Closing follow-up missed
    word 2 red ESCALATION_REASON_RED 跟进超时|Follow-up overdue
    word 3 decided ESCALATION_REASON_DECIDED 上级决定|Decided above
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
    words EvidenceResult
    word 1 verified EVIDENCE_RESULT_VERIFIED 属实|Verified
    word 2 rejected EVIDENCE_RESULT_REJECTED 不属实|Rejected
    words ForecastCategory
    word 1 commit FORECAST_CATEGORY_COMMIT 承诺|Commit
    word 2 best FORECAST_CATEGORY_BEST 争取|Best case
    word 3 pipeline FORECAST_CATEGORY_PIPELINE 储备|Pipeline
    word 4 omitted FORECAST_CATEGORY_OMITTED 不计入|Omitted
    words GateCondition
    word 1 evidence GATE_CONDITION_EVIDENCE 行动证据|Evidence
    word 2 verified-evidence GATE_CONDITION_VERIFIED_EVIDENCE 已核验的证据|Verified evidence
    word 3 any-evidence GATE_CONDITION_ANY_EVIDENCE 任一证据|Any evidence
    word 4 checklist-complete GATE_CONDITION_CHECKLIST_COMPLETE 必填信息完整|Checklist complete
    word 5 profile-complete GATE_CONDITION_PROFILE_COMPLETE 客户画像完整|Profile complete
    word 6 manager-named GATE_CONDITION_MANAGER_NAMED 已指定经理|Manager named
    words GateMode
    word 1 off GATE_MODE_OFF 关闭|Off
    word 2 flag GATE_MODE_FLAG 标记|Flag
    word 3 enforce GATE_MODE_ENFORCE 强制|Enforce
    words Grade
    word 1 A GRADE_A A|A
    word 2 B GRADE_B B|B
    word 3 C GRADE_C C|C
    words LeadStatus
    word 1 open LEAD_STATUS_OPEN 清洗中|Open
    word 2 qualified LEAD_STATUS_QUALIFIED 已转商机|Qualified
    word 3 disqualified LEAD_STATUS_DISQUALIFIED 已作废|Disqualified
    words PeriodKind
    word 1 month PERIOD_KIND_MONTH 月|Month
    word 2 quarter PERIOD_KIND_QUARTER 季度|Quarter
    word 3 year PERIOD_KIND_YEAR 年|Year
    words ProductClass
    word 1 lighthouse PRODUCT_CLASS_LIGHTHOUSE 灯塔型|Lighthouse
    word 2 cornerstone PRODUCT_CLASS_CORNERSTONE 基石型|Cornerstone
    word 3 other PRODUCT_CLASS_OTHER 其他|Other
    words ProductFit
    word 1 standard PRODUCT_FIT_STANDARD 标准适配|Standard
    word 2 custom PRODUCT_FIT_CUSTOM 定制化深度绑定|Custom-made
    words ProfileValueKind
    word 1 text PROFILE_VALUE_KIND_TEXT 文本|Text
    word 2 number PROFILE_VALUE_KIND_NUMBER 数字|Number
    word 3 money PROFILE_VALUE_KIND_MONEY 金额|Money
    word 4 date PROFILE_VALUE_KIND_DATE 日期|Date
    word 5 yes-no PROFILE_VALUE_KIND_YES_NO 是否|Yes or no
    word 6 choice PROFILE_VALUE_KIND_CHOICE 选项|Choice
    words QuietScope
    word 1 product-push QUIET_SCOPE_PRODUCT_PUSH 产品推送|Product messages
    word 2 all-contact QUIET_SCOPE_ALL_CONTACT 全部联系|All contact
    words ReclaimReason
    word 1 untouched RECLAIM_REASON_UNTOUCHED 未首次跟进|No first follow-up
    word 2 silent RECLAIM_REASON_SILENT 久未跟进|Silent too long
    words RedClock
    word 1 follow-up RED_CLOCK_FOLLOW_UP 跟进时钟|Follow-up clock
    word 2 progress RED_CLOCK_PROGRESS 进展时钟|Progress clock
    words ReviewMethod
    word 1 phone REVIEW_METHOD_PHONE 电话回访|Call
    word 2 visit REVIEW_METHOD_VISIT 上门|Visit
    word 3 records REVIEW_METHOD_RECORDS 查阅记录|Records
    words ReviewVerdict
    word 1 confirmed REVIEW_VERDICT_CONFIRMED 属实|Confirmed
    word 2 refuted REVIEW_VERDICT_REFUTED 不属实|Refuted
    word 3 unreachable REVIEW_VERDICT_UNREACHABLE 未联系上|Unreachable
    words Role
    word 1 rep ROLE_REP 销售|Rep
    word 2 manager ROLE_MANAGER 主管|Manager
    word 3 department-head ROLE_DEPARTMENT_HEAD 部门负责人|Department head
    word 4 owner ROLE_OWNER 老板|Owner
    word 5 operations ROLE_OPERATIONS 销售运营|Operations
    word 6 customer-service ROLE_CUSTOMER_SERVICE 客服|Customer service
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
    words SplitKind
    word 1 performance SPLIT_KIND_PERFORMANCE 业绩|Performance
    word 2 ownership SPLIT_KIND_OWNERSHIP 客户归属|Ownership of the customer
    word 3 income SPLIT_KIND_INCOME 收入|Income
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
    word 5 dormant STATUS_DORMANT 沉寂|Dormant
    word 6 eliminated STATUS_ELIMINATED 淘汰|Eliminated
    words TargetScope
    word 1 user TARGET_SCOPE_USER 个人|User
    word 2 team TARGET_SCOPE_TEAM 团队|Team
    word 3 company TARGET_SCOPE_COMPANY 公司|Company
    words TextOwner
    word 1 user TEXT_OWNER_USER 用户|User
    word 2 customer TEXT_OWNER_CUSTOMER 客户|Customer
    word 3 contact TEXT_OWNER_CONTACT 联系人|Contact
    word 4 lead TEXT_OWNER_LEAD 线索|Lead
    word 5 opportunity TEXT_OWNER_OPPORTUNITY 商机|Opportunity
    words TransferScope
    word 1 team TRANSFER_SCOPE_TEAM 团队|Team
    word 2 department TRANSFER_SCOPE_DEPARTMENT 部门|Department
    word 3 company TRANSFER_SCOPE_COMPANY 公司|Company
    words WinOddsKind
    word 1 odds-ratio WIN_ODDS_KIND_ODDS_RATIO 优势比|Odds ratio
    word 2 relative-capped WIN_ODDS_KIND_RELATIVE_CAPPED 相对概率封顶|Relative, capped
    """
}
