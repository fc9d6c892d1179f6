using System.Net;
using System.Net.Sockets;

namespace CapacityFunctions.Embedded.Azurite;

/// <summary>Ports on the loopback interface for servers that are told theirs.</summary>
/// <remarks>
/// They lie below the range from which systems take ports for outgoing connections (from 32768 on Linux, 49152 elsewhere): one that is free when it is
/// looked for would often be somebody's connection by the time a server wants it. Between the look and the server's start lie seconds in which others look
/// too: a process is never told the same port twice, and processes with neighbouring ids begin far from each other.
/// </remarks>
public static class LoopbackPorts
{
    private const int Lowest = 15000;
    private const int Highest = 32000;
    private const int MostAttempts = 1000;

    // Enough for the ports that one process of tests asks for; 17,000 ports hold 132 of such stretches.
    private const int Stretch = 128;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private static int _told = Environment.ProcessId % ((Highest - Lowest) / Stretch) * Stretch;

    /// <summary>Different ports on which nothing listens now.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <exception cref="AzuriteException">So many are not free.</exception>
    public static IReadOnlyList<int> FindFree(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        List<int> free = [];
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            int port = Lowest + (int)((uint)Interlocked.Increment(ref _told) % (Highest - Lowest));
            if (!IsFree(port))
            {
                continue;
            }

            free.Add(port);
            if (free.Count == count)
            {
                return free;
            }
        }

        throw new AzuriteException($"No {count} free ports were found between {Lowest} and {Highest}.");
    }

    /// <summary>True when something accepts connections on the port. It takes five seconds at most.</summary>
    public static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken = default)
    {
        // A server whose queue of connections is full leaves a caller waiting for minutes.
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            return true;
        }
        catch (Exception refused) when (
            refused is SocketException || (refused is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
