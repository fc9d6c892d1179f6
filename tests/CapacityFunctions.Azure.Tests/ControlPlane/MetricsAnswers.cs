namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class MetricsAnswers
{
    private const int MostResources = 50;

    internal static Reply Batch(Call call)
    {
        string[] ids = [.. call.Body.GetProperty("resourceids").EnumerateArray().Select(id => id.GetString()!)];
        if (ids.Length is 0 or > MostResources)
        {
            return Reply.Error(400, "BadRequest", $"A batch has 1 to {MostResources} resources.");
        }

        foreach (string name in new[] { "metricNamespace", "metricnames", "aggregation", "starttime", "endtime", "interval" })
        {
            if (call.Query[name].Count != 1)
            {
                throw new BadCallException($"{name} is missing.");
            }
        }

        return new Reply(200, new { values = ids.Select((id, i) => Resource(call, id, i)) });
    }

    /// <summary>One value (the resource's place in its batch) and one interval without.</summary>
    private static object Resource(Call call, string id, int place) => new
    {
        starttime = call.Query["starttime"].ToString(),
        endtime = call.Query["endtime"].ToString(),
        interval = call.Query["interval"].ToString(),
        @namespace = call.Query["metricNamespace"].ToString(),
        resourceregion = ControlPlaneWorld.Location,
        resourceid = id,
        value = new[]
        {
            new
            {
                name = new { value = call.Query["metricnames"].ToString() },
                timeseries = new[]
                {
                    new
                    {
                        metadatavalues = Array.Empty<object>(),
                        data = new object[]
                        {
                            new { timeStamp = call.Query["starttime"].ToString(), average = (double)place },
                            new { timeStamp = call.Query["endtime"].ToString() },
                        },
                    },
                },
            },
        },
    };
}
