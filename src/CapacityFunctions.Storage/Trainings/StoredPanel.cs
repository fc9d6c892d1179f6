namespace CapacityFunctions.Storage.Trainings;

/// <summary>What a panel holds.</summary>
/// <param name="Series">Number of series.</param>
/// <param name="DataFrom">Start of the oldest step.</param>
/// <param name="DataTo">Exclusive end of the newest.</param>
public sealed record StoredPanel(int Series, DateTimeOffset DataFrom, DateTimeOffset DataTo);
