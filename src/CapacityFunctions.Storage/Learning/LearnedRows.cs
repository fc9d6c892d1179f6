using Azure.Data.Tables;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Learning;

/// <summary>Versions, and the pointers to those in use, as rows of one partition, so that one transaction changes both.</summary>
internal static class LearnedRows
{
    internal const string Partition = "learned";
    private const string VersionKind = "version";
    private const string ChampionKind = "champion";
    private const string FactsColumn = "Facts";
    private const string HorizonColumn = "Horizon";
    private const string LearnerColumn = "Learner";
    private const string VersionColumn = "Version";
    private const string PromotionColumn = "Promotion";

    internal static KeyRange Versions { get; } = TableKey.StartingWith(VersionKind);

    internal static KeyRange Champions { get; } = TableKey.StartingWith(ChampionKind);

    internal static KeyRange VersionsOf(string horizon, string learner) => TableKey.StartingWith(VersionKind, horizon, learner);

    internal static string VersionKey(string horizon, string learner, TrainingId version) => TableKey.Join(VersionKind, horizon, learner, version.Value);

    internal static string ChampionKey(string horizon, string learner) => TableKey.Join(ChampionKind, horizon, learner);

    internal static TableEntity From(LearnedVersion version)
    {
        TableEntity row = new(Partition, VersionKey(version.Horizon, version.Learner, version.Version));
        row.SetJson(FactsColumn, version);
        return row;
    }

    internal static LearnedVersion Read(TableEntity row) => row.GetJson<LearnedVersion>(FactsColumn);

    internal static TableEntity PointerTo(LearnedVersion champion, int promotion) => new(Partition, ChampionKey(champion.Horizon, champion.Learner))
    {
        [HorizonColumn] = champion.Horizon,
        [LearnerColumn] = champion.Learner,
        [VersionColumn] = champion.Version.Value,
        [PromotionColumn] = promotion,
    };

    /// <summary>Null for a pointer that nobody could have written.</summary>
    internal static LearnedModelKey? ReadPointer(TableEntity row) =>
        TrainingId.TryParse(row.GetString(VersionColumn), out TrainingId version)
            ? new LearnedModelKey(row.GetString(HorizonColumn), row.GetString(LearnerColumn), version)
            : null;

    internal static int ReadPromotion(TableEntity? pointer) => pointer?.GetInt32(PromotionColumn) ?? 0;
}
