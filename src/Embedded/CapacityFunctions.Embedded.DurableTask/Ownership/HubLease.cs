using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// The right to run a hub: a lease on a blob that also says who has it. Whoever has it renews it; whoever wants it asks again and
/// again, and breaks the lease of a process of this machine that has ended without giving it back.
/// </summary>
internal sealed class HubLease
{
    /// <summary>Between two looks at a lease that another process holds.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly string _engineId = Guid.NewGuid().ToString();
    private readonly BlobContainerClient _container;
    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _lease;
    private readonly string _hub;
    private readonly TimeSpan _duration;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private LeaseTerm _term;

    /// <param name="container">Made when it is missing.</param>
    /// <param name="hub">The hub's name, for messages.</param>
    /// <param name="duration">15 to 60 seconds.</param>
    /// <param name="logger">Told of other holders, loss and return.</param>
    public HubLease(BlobContainerClient container, string hub, TimeSpan duration, ILogger logger)
    {
        _container = container;
        _blob = container.GetBlobClient("owner.json");
        _lease = _blob.GetBlobLeaseClient(_engineId);
        _hub = hub;
        _duration = duration;
        _logger = logger;
        LiveEngines.Add(_engineId);
    }

    public bool IsHeld
    {
        get
        {
            lock (_gate)
            {
                return !_term.IsOver;
            }
        }
    }

    /// <summary>Waits until the hub is ours.</summary>
    /// <param name="patience">How long to wait for another holder; null: for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="HubOwnershipException">Another process holds the hub, and went on to do so.</exception>
    public async Task AcquireAsync(TimeSpan? patience, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        string? reported = null;
        while (!await TryAcquireAsync(mayCreate: true, cancellationToken))
        {
            (HubHolder? holder, ETag version) = await ReadHolderAsync(cancellationToken);
            if (holder?.IsGone == true)
            {
                await BreakAsync(holder, version, cancellationToken);
                continue;
            }

            string name = holder?.ToString() ?? "another process";
            if (Stopwatch.GetElapsedTime(started) >= patience)
            {
                throw HubOwnershipException.StillHeld(_hub, name, patience.Value);
            }

            if (!string.Equals(reported, name, StringComparison.Ordinal))
            {
                EngineLog.HubHeldByAnother(_logger, _hub, name);
                reported = name;
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken);
        }

        if (reported is not null)
        {
            EngineLog.HubTaken(_logger, _hub, reported);
        }
    }

    /// <summary>Renews the lease until it is lost for good.</summary>
    /// <returns>Why it is lost.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the lease is still held.</exception>
    public async Task<string> KeepAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = _duration / 3;
        bool isPaused = false;
        while (true)
        {
            // After a sleep of the machine, or a stop of the process, the timer is late and this is the first thing to be known.
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            LeaseTerm next = LeaseTerm.BeginNow(_duration);
            try
            {
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(_duration / 3);
                await _lease.RenewAsync(cancellationToken: limit.Token);
                Begin(next);
                pause = _duration / 3;
                if (isPaused)
                {
                    EngineLog.HubResumed(_logger, _hub);
                    isPaused = false;
                }
            }
            catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
            {
                Begin(default);
                return refused.ErrorCode ?? refused.Message;
            }
            catch (Exception away) when (!cancellationToken.IsCancellationRequested && StorageRetry.IsTransient(away))
            {
                pause = TimeSpan.FromSeconds(1);
                if (!IsHeld && !isPaused)
                {
                    EngineLog.HubPaused(_logger, _hub, away.Message);
                    isPaused = true;
                }
            }
        }
    }

    /// <summary>Returns at once while the lease is sure to last; otherwise waits until it has been renewed.</summary>
    public async ValueTask EnsureHeldAsync(CancellationToken cancellationToken)
    {
        while (!IsHeld)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Gives the hub back, as far as storage answers within the time.</summary>
    public async Task ReleaseAsync(TimeSpan limit)
    {
        bool wasHeld = IsHeld;
        Forget();
        if (!wasHeld)
        {
            return;
        }

        using CancellationTokenSource late = new(limit);
        try
        {
            await _lease.ReleaseAsync(cancellationToken: late.Token);
        }
        catch (Exception failure) when (failure is RequestFailedException or OperationCanceledException or AggregateException)
        {
            EngineLog.HubNotReleased(_logger, _hub, failure.Message);
        }
    }

    /// <summary>Ends as a killed process does: storage is told nothing.</summary>
    public void Forget()
    {
        Begin(default);
        LiveEngines.Remove(_engineId);
    }

    private async Task<bool> TryAcquireAsync(bool mayCreate, CancellationToken cancellationToken)
    {
        LeaseTerm term = LeaseTerm.BeginNow(_duration);
        try
        {
            await _lease.AcquireAsync(_duration, cancellationToken: cancellationToken);

            // Only who has written its name owns the hub: until then others read the name of the one before.
            HubHolder self = HubHolder.Create(_engineId, TimeProvider.System.GetUtcNow());
            BlobUploadOptions ours = new() { Conditions = new BlobRequestConditions { LeaseId = _engineId } };
            await _blob.UploadAsync(self.ToBlob(), ours, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404 && mayCreate)
        {
            await CreateBlobAsync(cancellationToken);
            return await TryAcquireAsync(mayCreate: false, cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            return false;
        }

        Begin(term);
        return true;
    }

    private async Task CreateBlobAsync(CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            BlobUploadOptions onlyNew = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await _blob.UploadAsync(BinaryData.Empty, onlyNew, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // Another process was faster.
        }
    }

    private async Task<(HubHolder? Holder, ETag Version)> ReadHolderAsync(CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> blob = await _blob.DownloadContentAsync(cancellationToken);
            return (HubHolder.Parse(blob.Value.Content), blob.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (null, default);
        }
    }

    /// <summary>Unless the name in the blob has changed since it was read.</summary>
    private async Task BreakAsync(HubHolder gone, ETag version, CancellationToken cancellationToken)
    {
        try
        {
            await _lease.BreakAsync(TimeSpan.Zero, new RequestConditions { IfMatch = version }, cancellationToken);
            EngineLog.HubHolderGone(_logger, _hub, gone.ToString());
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            // Somebody else has taken it or broken it: the next attempt tells.
        }
    }

    private void Begin(LeaseTerm term)
    {
        lock (_gate)
        {
            _term = term;
        }
    }
}
