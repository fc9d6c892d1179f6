namespace CapacityFunctions.Embedded.Azurite.Tests;

public sealed class AzuriteEndpointsTests
{
    [Fact]
    public void FromConnectionString_DevelopmentStorage_IsTheDefaultPorts() =>
        Assert.Equal(new AzuriteEndpoints(10000, 10001, 10002), AzuriteEndpoints.FromConnectionString("UseDevelopmentStorage=true"));

    [Fact]
    public void FromConnectionString_OwnConnectionString_RoundTrips()
    {
        AzuriteEndpoints endpoints = new(11000, 11001, 11002);

        Assert.Equal(endpoints, AzuriteEndpoints.FromConnectionString(endpoints.ConnectionString));
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b;EndpointSuffix=core.windows.net")]
    [InlineData("BlobEndpoint=https://a.blob.core.windows.net;QueueEndpoint=https://a.queue.core.windows.net;TableEndpoint=https://a.table.core.windows.net")]
    [InlineData("")]
    public void FromConnectionString_CloudAccount_IsNull(string connectionString) =>
        Assert.Null(AzuriteEndpoints.FromConnectionString(connectionString));
}
