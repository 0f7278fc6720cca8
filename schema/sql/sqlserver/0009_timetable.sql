-- The timetable of the harvesters, which Quartz.NET 4.7 keeps so that each time of a schedule is met by one of them: the tables and columns are
-- those that it asks for, by the names and in the case in which it writes them. Instants are .NET ticks, times milliseconds. What belongs to a
-- trigger is removed by Quartz itself, so that no table names another.
create table QRTZ_JOB_DETAILS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    JOB_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    JOB_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    DESCRIPTION nvarchar(250) collate Latin1_General_100_BIN2 null,
    JOB_CLASS_NAME nvarchar(250) collate Latin1_General_100_BIN2 not null,
    IS_DURABLE bit not null,
    IS_NONCONCURRENT bit not null,
    IS_UPDATE_DATA bit not null,
    REQUESTS_RECOVERY bit not null,
    JOB_DATA varbinary(max) null,
    constraint QRTZ_JOB_DETAILS_PK primary key (SCHED_NAME, JOB_NAME, JOB_GROUP)
);
create table QRTZ_TRIGGERS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    JOB_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    JOB_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    DESCRIPTION nvarchar(250) collate Latin1_General_100_BIN2 null,
    NEXT_FIRE_TIME bigint null,
    PREV_FIRE_TIME bigint null,
    PRIORITY int null,
    TRIGGER_STATE nvarchar(16) collate Latin1_General_100_BIN2 not null,
    TRIGGER_TYPE nvarchar(8) collate Latin1_General_100_BIN2 not null,
    START_TIME bigint not null,
    END_TIME bigint null,
    CALENDAR_NAME nvarchar(200) collate Latin1_General_100_BIN2 null,
    MISFIRE_INSTR int null,
    MISFIRE_ORIG_FIRE_TIME bigint null,
    EXECUTION_GROUP nvarchar(200) collate Latin1_General_100_BIN2 null,
    PREFERRED_NODE nvarchar(200) collate Latin1_General_100_BIN2 null,
    PREFERRED_NODE_AUTO bit not null constraint QRTZ_TRIGGERS_PREFERRED_NODE_AUTO default 0,
    RETRY_POLICY nvarchar(250) collate Latin1_General_100_BIN2 null,
    RETRY_ATTEMPT int null,
    CONTINUES_TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 null,
    CONTINUES_TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 null,
    CONTINUATION_CONDITION int null,
    OVERLAP_POLICY int null,
    PAUSE_REASON nvarchar(250) collate Latin1_General_100_BIN2 null,
    PAUSED_BY nvarchar(200) collate Latin1_General_100_BIN2 null,
    PAUSED_AT bigint null,
    MISFIRE_THRESHOLD bigint null,
    FIXED_DELAY bit null,
    JOB_DATA varbinary(max) null,
    constraint QRTZ_TRIGGERS_PK primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);
create table QRTZ_SIMPLE_TRIGGERS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    REPEAT_COUNT int not null,
    REPEAT_INTERVAL bigint not null,
    TIMES_TRIGGERED int not null,
    constraint QRTZ_SIMPLE_TRIGGERS_PK primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);
create table QRTZ_CRON_TRIGGERS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    CRON_EXPRESSION nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TIME_ZONE_ID nvarchar(80) collate Latin1_General_100_BIN2 null,
    constraint QRTZ_CRON_TRIGGERS_PK primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);
create table QRTZ_SIMPROP_TRIGGERS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    STR_PROP_1 nvarchar(512) collate Latin1_General_100_BIN2 null,
    STR_PROP_2 nvarchar(512) collate Latin1_General_100_BIN2 null,
    STR_PROP_3 nvarchar(512) collate Latin1_General_100_BIN2 null,
    INT_PROP_1 int null,
    INT_PROP_2 int null,
    LONG_PROP_1 bigint null,
    LONG_PROP_2 bigint null,
    DEC_PROP_1 numeric(13, 4) null,
    DEC_PROP_2 numeric(13, 4) null,
    BOOL_PROP_1 bit null,
    BOOL_PROP_2 bit null,
    TIME_ZONE_ID nvarchar(80) collate Latin1_General_100_BIN2 null,
    constraint QRTZ_SIMPROP_TRIGGERS_PK primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);
create table QRTZ_BLOB_TRIGGERS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    BLOB_DATA varbinary(max) null,
    constraint QRTZ_BLOB_TRIGGERS_PK primary key (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
);
create table QRTZ_CALENDARS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    CALENDAR_NAME nvarchar(200) collate Latin1_General_100_BIN2 not null,
    CALENDAR varbinary(max) not null,
    constraint QRTZ_CALENDARS_PK primary key (SCHED_NAME, CALENDAR_NAME)
);
create table QRTZ_PAUSED_TRIGGER_GRPS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    PAUSE_REASON nvarchar(250) collate Latin1_General_100_BIN2 null,
    PAUSED_BY nvarchar(200) collate Latin1_General_100_BIN2 null,
    PAUSED_AT bigint null,
    constraint QRTZ_PAUSED_TRIGGER_GRPS_PK primary key (SCHED_NAME, TRIGGER_GROUP)
);
create table QRTZ_PAUSED_JOB_GRPS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    JOB_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    PAUSE_REASON nvarchar(250) collate Latin1_General_100_BIN2 null,
    PAUSED_BY nvarchar(200) collate Latin1_General_100_BIN2 null,
    PAUSED_AT bigint null,
    constraint QRTZ_PAUSED_JOB_GRPS_PK primary key (SCHED_NAME, JOB_GROUP)
);
create table QRTZ_FIRED_TRIGGERS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    ENTRY_ID nvarchar(140) collate Latin1_General_100_BIN2 not null,
    TRIGGER_NAME nvarchar(150) collate Latin1_General_100_BIN2 not null,
    TRIGGER_GROUP nvarchar(150) collate Latin1_General_100_BIN2 not null,
    INSTANCE_NAME nvarchar(200) collate Latin1_General_100_BIN2 not null,
    FIRED_TIME bigint not null,
    SCHED_TIME bigint not null,
    PRIORITY int not null,
    STATE nvarchar(16) collate Latin1_General_100_BIN2 not null,
    JOB_NAME nvarchar(150) collate Latin1_General_100_BIN2 null,
    JOB_GROUP nvarchar(150) collate Latin1_General_100_BIN2 null,
    IS_NONCONCURRENT bit null,
    REQUESTS_RECOVERY bit null,
    EXECUTION_GROUP nvarchar(200) collate Latin1_General_100_BIN2 null,
    PROGRESS int null,
    PROGRESS_MESSAGE nvarchar(250) collate Latin1_General_100_BIN2 null,
    INTERRUPT_REQUESTED_TIME bigint null,
    constraint QRTZ_FIRED_TRIGGERS_PK primary key (SCHED_NAME, ENTRY_ID)
);
create table QRTZ_SCHEDULER_STATE (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    INSTANCE_NAME nvarchar(200) collate Latin1_General_100_BIN2 not null,
    LAST_CHECKIN_TIME bigint not null,
    CHECKIN_INTERVAL bigint not null,
    QUARTZ_VERSION nvarchar(20) collate Latin1_General_100_BIN2 null,
    constraint QRTZ_SCHEDULER_STATE_PK primary key (SCHED_NAME, INSTANCE_NAME)
);
create table QRTZ_LOCKS (
    SCHED_NAME nvarchar(120) collate Latin1_General_100_BIN2 not null,
    LOCK_NAME nvarchar(40) collate Latin1_General_100_BIN2 not null,
    constraint QRTZ_LOCKS_PK primary key (SCHED_NAME, LOCK_NAME)
);
create index QRTZ_TRIGGERS_OF_JOB on QRTZ_TRIGGERS (SCHED_NAME, JOB_NAME, JOB_GROUP);
create index QRTZ_TRIGGERS_NEXT on QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_STATE, NEXT_FIRE_TIME);
create index QRTZ_FIRED_TRIGGERS_OF_JOB on QRTZ_FIRED_TRIGGERS (SCHED_NAME, JOB_NAME, JOB_GROUP);
create index QRTZ_FIRED_TRIGGERS_OF_INSTANCE on QRTZ_FIRED_TRIGGERS (SCHED_NAME, INSTANCE_NAME);
