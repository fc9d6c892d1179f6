using Azure.Data.Tables;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Trainings;

/// <summary>Trainings and their lock as rows of one partition, so that one transaction changes both; the progress of each in its own.</summary>
internal static class TrainingRows
{
    internal const string Partition = "trainings";
    private const string TrainingKind = "training";
    private const string ProgressKind = "progress";
    private const string TrainingColumn = "Training";
    private const string ProgressColumn = "Progress";

    internal static KeyRange Newest { get; } = TableKey.StartingWith(TrainingKind);

    internal static string Key(TrainingId id) => TableKey.Join(TrainingKind, TableKey.Falling(id.ScheduledAt));

    internal static KeyRange Between(DateTimeOffset from, DateTimeOffset to) => TableKey.FallingBetween(from, to, TrainingKind);

    internal static TableEntity From(Training training)
    {
        TableEntity row = new(Partition, Key(training.Id));
        row.SetJson(TrainingColumn, training);
        return row;
    }

    internal static Training Read(TableEntity row) => row.GetJson<Training>(TrainingColumn);

    internal static string ProgressPartition(TrainingId id) => TableKey.Join(ProgressKind, id.Value);

    internal static TableEntity From(TrainingId id, LearningProgress progress)
    {
        TableEntity row = new(ProgressPartition(id), TableKey.Join(progress.Horizon, progress.Learner));
        row.SetJson(ProgressColumn, progress);
        return row;
    }

    internal static LearningProgress ReadProgress(TableEntity row) => row.GetJson<LearningProgress>(ProgressColumn);

    /// <summary>Null when nobody holds it.</summary>
    internal static TrainingId? ReadHolder(TableEntity? lockRow) =>
        TrainingId.TryParse(RunLock.HolderOf(lockRow), out TrainingId holder) ? holder : null;

    /// <summary>Hands the lock on, provided that it is still as it was read.</summary>
    internal static TableTransactionAction HandLock(TableEntity? current, TrainingId? holder) => RunLock.Hand(Partition, current, holder?.Value);
}
