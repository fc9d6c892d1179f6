using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Trainings;

/// <summary>
/// What a training works with: the panel that all its chunks learn from, and what each chunk left for the next. A blob is written once: whoever
/// comes second finds the first one's, so a step that runs twice goes on from the same bytes.
/// </summary>
public sealed class TrainingWorkStore
{
    private const string Folder = "trainings";
    private const string SeriesKey = "series";
    private const string FromKey = "from";
    private const string ToKey = "to";
    private const string ShareKey = "share";
    private readonly StorageConnection _connection;

    internal TrainingWorkStore(StorageConnection connection) => _connection = connection;

    /// <summary>Keeps the panel of a horizon, unless the training has one.</summary>
    /// <returns>The one that is kept.</returns>
    public async Task<StoredPanel> SavePanelAsync(
        TrainingId id, string horizon, StoredPanel panel, ReadOnlyMemory<byte> state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(panel);
        Dictionary<string, string> facts = new(StringComparer.Ordinal)
        {
            [SeriesKey] = panel.Series.ToString(CultureInfo.InvariantCulture),
            [FromKey] = panel.DataFrom.ToString("O", CultureInfo.InvariantCulture),
            [ToKey] = panel.DataTo.ToString("O", CultureInfo.InvariantCulture),
        };
        return await TryWriteAsync(PanelName(id, horizon), state, facts, cancellationToken)
            ? panel
            : await FindPanelAsync(id, horizon, cancellationToken) ?? panel;
    }

    /// <summary>What the panel of a horizon holds; null when there is none.</summary>
    public async Task<StoredPanel?> FindPanelAsync(TrainingId id, string horizon, CancellationToken cancellationToken = default) =>
        await FactsAsync(PanelName(id, horizon), cancellationToken) is { } facts
            ? new StoredPanel(
                int.Parse(facts[SeriesKey], CultureInfo.InvariantCulture),
                DateTimeOffset.Parse(facts[FromKey], CultureInfo.InvariantCulture),
                DateTimeOffset.Parse(facts[ToKey], CultureInfo.InvariantCulture))
            : null;

    /// <summary>The panel itself; null when there is none.</summary>
    public async Task<ReadOnlyMemory<byte>?> LoadPanelAsync(TrainingId id, string horizon, CancellationToken cancellationToken = default) =>
        await ReadAsync(PanelName(id, horizon), cancellationToken) is { } read ? read.Content.ToMemory() : default(ReadOnlyMemory<byte>?);

    /// <summary>Keeps what a chunk left, unless the chunk has left something before.</summary>
    /// <param name="id">The training.</param>
    /// <param name="horizon">Name of the horizon.</param>
    /// <param name="learner">Name of the learner.</param>
    /// <param name="number">Number of chunks that are done with it, from 1.</param>
    /// <param name="checkpoint">What was left.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The share of the work in the one that is kept.</returns>
    public async Task<double> SaveCheckpointAsync(
        TrainingId id, string horizon, string learner, int number, StoredCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        Dictionary<string, string> facts = new(StringComparer.Ordinal) { [ShareKey] = checkpoint.Share.ToString("R", CultureInfo.InvariantCulture) };
        return await TryWriteAsync(CheckpointName(id, horizon, learner, number), checkpoint.State, facts, cancellationToken)
            ? checkpoint.Share
            : await FindCheckpointAsync(id, horizon, learner, number, cancellationToken) ?? checkpoint.Share;
    }

    /// <summary>The share of the work in a checkpoint; null when there is none of this number.</summary>
    public async Task<double?> FindCheckpointAsync(
        TrainingId id, string horizon, string learner, int number, CancellationToken cancellationToken = default) =>
        await FactsAsync(CheckpointName(id, horizon, learner, number), cancellationToken) is { } facts ? ShareOf(facts) : null;

    /// <summary>A checkpoint; null when there is none of this number.</summary>
    public async Task<StoredCheckpoint?> LoadCheckpointAsync(
        TrainingId id, string horizon, string learner, int number, CancellationToken cancellationToken = default) =>
        await ReadAsync(CheckpointName(id, horizon, learner, number), cancellationToken) is { } read
            ? new StoredCheckpoint(ShareOf(read.Details.Metadata), read.Content.ToMemory())
            : null;

    /// <summary>Drops a checkpoint that later ones have made useless.</summary>
    public async Task DropCheckpointAsync(TrainingId id, string horizon, string learner, int number, CancellationToken cancellationToken = default)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        await container.DeleteBlobIfExistsAsync(CheckpointName(id, horizon, learner, number), cancellationToken: cancellationToken);
    }

    /// <summary>Drops everything of all trainings: for the end of the only one that runs, which so removes what dead ones left.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken = default)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{Folder}/", cancellationToken))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private async Task<bool> TryWriteAsync(
        string name, ReadOnlyMemory<byte> state, Dictionary<string, string> facts, CancellationToken cancellationToken)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        return await container.GetBlobClient(name).TryAddAsync(state, facts, cancellationToken);
    }

    private async Task<IDictionary<string, string>?> FactsAsync(string name, CancellationToken cancellationToken)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private async Task<BlobDownloadResult?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        BlobContainerClient container = await _connection.ModelsAsync(cancellationToken);
        return await container.GetBlobClient(name).FindAsync(cancellationToken);
    }

    private static double ShareOf(IDictionary<string, string> facts) => double.Parse(facts[ShareKey], CultureInfo.InvariantCulture);

    private static string PanelName(TrainingId id, string horizon) => $"{Folder}/{id}/{TableKey.Encode(horizon)}/panel";

    private static string CheckpointName(TrainingId id, string horizon, string learner, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{Folder}/{id}/{TableKey.Encode(horizon)}/{TableKey.Encode(learner)}/{number:D6}");
}
