using Grpc.Core;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>What the client throws where the real one, which calls its host over gRPC, passes the host's answer on.</summary>
internal static class ClientErrors
{
    public static RpcException NotFound(string instanceId) =>
        new(new Status(StatusCode.NotFound, $"There is no orchestration instance '{instanceId}'."));

    public static RpcException Ended(string instanceId) =>
        new(new Status(StatusCode.FailedPrecondition, $"The orchestration instance '{instanceId}' has ended."));
}
