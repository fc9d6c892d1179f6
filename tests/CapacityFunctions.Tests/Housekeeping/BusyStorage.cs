using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CapacityFunctions.Tests.Housekeeping;

/// <summary>Answers every request as storage does when it is throttled: 503, ServerBusy.</summary>
internal sealed class BusyStorage : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public BusyStorage()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string ConnectionString
    {
        get
        {
            string root = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/a");
            return $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint={root};BlobEndpoint={root};QueueEndpoint={root};";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        byte[] answer = Encoding.ASCII.GetBytes(
            "HTTP/1.1 503 Server Busy\r\nx-ms-error-code: ServerBusy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                NetworkStream stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[1], _end.Token);
                await stream.WriteAsync(answer, _end.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, _end.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
