using Azure.Identity;
using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Tests.Storage;

public sealed class StorageIdentityTests
{
    [Theory]
    [InlineData("AzureWebJobsStorage:accountName=capacity1", "https://capacity1.blob.core.windows.net/", "https://capacity1.table.core.windows.net/")]
    [InlineData(
        "AzureWebJobsStorage:blobServiceUri=https://b.example;AzureWebJobsStorage:tableServiceUri=https://t.example;AzureWebJobsStorage:queueServiceUri=https://q.example",
        "https://b.example/",
        "https://t.example/")]
    [InlineData(
        "AzureWebJobsStorage:accountName=capacity1;AzureWebJobsStorage:tableServiceUri=https://t.example",
        "https://capacity1.blob.core.windows.net/",
        "https://t.example/")]
    public void Connection_Identity_IsOnTheServicesNamed(string settings, string blobs, string tables)
    {
        StorageConnection connection = new(Settings(settings));

        Assert.Equal(new Uri(blobs), connection.Blobs.Uri);
        Assert.Equal(new Uri(tables), connection.Tables.Uri);
        Assert.Null(connection.Emulator);
    }

    [Fact]
    public void Connection_StringBesideAnIdentity_WinsOverIt()
    {
        StorageConnection connection = new(Settings("AzureWebJobsStorage=UseDevelopmentStorage~true;AzureWebJobsStorage:accountName=capacity1"));

        Assert.Equal(10002, connection.Emulator?.TablePort);
    }

    [Theory]
    [InlineData("", typeof(DefaultAzureCredential))]
    [InlineData(";AzureWebJobsStorage:credential=managedidentity", typeof(ManagedIdentityCredential))]
    [InlineData(";AzureWebJobsStorage:credential=managedidentity;AzureWebJobsStorage:clientId=0f8fad5b-d9cb-469f-a165-70867728950e", typeof(ManagedIdentityCredential))]
    public void Read_Credential_IsTheOneAskedFor(string more, Type expected)
    {
        StorageIdentity? identity = StorageIdentity.Read(Settings($"AzureWebJobsStorage:accountName=capacity1{more}"), "AzureWebJobsStorage");

        Assert.IsType(expected, identity?.Credential);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:accountName=No_Account", "AzureWebJobsStorage__accountName must be 3 to 24 lower-case letters and digits, but is 'No_Account'.")]
    [InlineData("AzureWebJobsStorage:blobServiceUri=https://b.example", "AzureWebJobsStorage__tableServiceUri is not set: keys and large payloads are kept in blobs, history in tables.")]
    [InlineData("AzureWebJobsStorage:blobServiceUri=b.example", "AzureWebJobsStorage__blobServiceUri is not the address of a service: 'b.example'.")]
    [InlineData("AzureWebJobsStorage:accountName=capacity1;AzureWebJobsStorage:credential=password", "AzureWebJobsStorage__credential must be managedidentity, but is 'password'.")]
    public void Connection_IncompleteIdentity_IsRefusedByTheSettingsName(string settings, string expected)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(() => new StorageConnection(Settings(settings)));

        Assert.Equal(expected, refused.Message);
    }

    [Fact]
    public void IsOutage_NoIdentityToBeHad_IsOne() =>
        Assert.True(StorageFailure.IsOutage(new CredentialUnavailableException("none"), CancellationToken.None));

    /// <summary>name=value pairs; a tilde in a value stands for the equals sign.</summary>
    private static AppSettings Settings(string pairs) => new(new ConfigurationBuilder().AddInMemoryCollection(
        pairs.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], string? (pair) => pair[1].Replace('~', '='), StringComparer.Ordinal)).Build());
}
