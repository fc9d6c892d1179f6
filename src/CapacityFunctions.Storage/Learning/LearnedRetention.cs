namespace CapacityFunctions.Storage.Learning;

/// <summary>Which versions of one horizon and learner are kept once a training has ended.</summary>
internal static class LearnedRetention
{
    /// <summary>Those that go altogether: challengers that nobody judged, and what is older than may be kept.</summary>
    /// <param name="versions">The newest first.</param>
    internal static IEnumerable<LearnedVersion> Forgotten(IReadOnlyCollection<LearnedVersion> versions) =>
    [
        .. versions
            .Where(version => version.State is LearnedModelState.Champion or LearnedModelState.Retired)
            .OrderByDescending(version => version.State == LearnedModelState.Champion)
            .ThenByDescending(version => version.Promotion)
            .Skip(LearnedModelStore.GoodVersions),
        .. Others(versions).Skip(LearnedModelStore.OtherVersions),
        .. versions.Where(version => version.State == LearnedModelState.Challenger),
    ];

    /// <summary>Those of which only the record is kept.</summary>
    /// <param name="versions">The newest first.</param>
    internal static IEnumerable<LearnedVersion> RecordsOnly(IReadOnlyCollection<LearnedVersion> versions) =>
        Others(versions).Take(LearnedModelStore.OtherVersions);

    private static IEnumerable<LearnedVersion> Others(IEnumerable<LearnedVersion> versions) =>
        versions.Where(version => version.State is LearnedModelState.Rejected or LearnedModelState.RolledBack);
}
