using System.Net;
using System.Net.Sockets;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Azurite.Tests;

public sealed class PortOccupantTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Find_Azurite_IsRecognised()
    {
        foreach (int port in new[] { azurite.Endpoints.BlobPort, azurite.Endpoints.TablePort })
        {
            PortOccupant? occupant = await PortOccupant.FindAsync(port, TestContext.Current.CancellationToken);

            Assert.True(occupant?.IsAzurite, occupant?.Description);
        }
    }

    [Fact]
    public async Task Find_NothingListens_IsNull() =>
        Assert.Null(await PortOccupant.FindAsync(LoopbackPorts.FindFree(1)[0], TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nServer: nginx/1.22\r\nContent-Length: 0\r\n\r\n", "an HTTP server by the name of 'nginx/1.22'")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "an HTTP server without a name (it answered 403)")]
    [InlineData("220 mail.example ESMTP\r\n", "something that does not answer HTTP")]
    [InlineData(null, "something that does not answer HTTP")]
    public async Task Start_PortTaken_SaysByWhom(string? answer, string expected)
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        Task answering = AnswerAsync(other, answer);
        int taken = ((IPEndPoint)other.LocalEndpoint).Port;
        IReadOnlyList<int> free = LoopbackPorts.FindFree(2);
        string folder = Directory.CreateTempSubdirectory("capacity-taken-").FullName;

        AzuriteException refused = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(
            folder, new AzuriteEndpoints(taken, free[0], free[1]), TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(
            $"Port {taken}, where Azurite's blob service belongs, is taken by {expected}: stop that, or name other ports in the connection string.",
            refused.Message);
        other.Stop();
        await answering.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AnswerAsync(TcpListener listener, string? answer)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(), answer));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    /// <summary>Answers at once, whatever is asked, and stays until the caller has gone.</summary>
    private static async Task AnswerAsync(TcpClient client, string? answer)
    {
        using (client)
        {
            try
            {
                if (answer is not null)
                {
                    await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
                }

                await client.GetStream().CopyToAsync(Stream.Null);
            }
            catch (IOException)
            {
                // The caller only looked whether somebody is there.
            }
        }
    }
}
