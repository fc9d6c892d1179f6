using System.Net;
using System.Net.Http.Headers;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>The stand-in notices what Azure would not understand.</summary>
public sealed class ControlPlaneServerTests : ControlPlaneTest
{
    private const string Locations = "/subscriptions/x/locations?api-version=2022-12-01";
    private const string Prices = "/api/retail/prices?api-version=2023-01-01-preview";

    [Theory]
    [InlineData("/subscriptions/x/unknown?api-version=2022-12-01", true, HttpStatusCode.NotFound, "InvalidResourceType")]
    [InlineData("/subscriptions/x/locations?api-version=2020-01-01", true, HttpStatusCode.BadRequest, "InvalidApiVersionParameter")]
    [InlineData("/subscriptions/x/locations", true, HttpStatusCode.BadRequest, "InvalidApiVersionParameter")]
    [InlineData(Locations, false, HttpStatusCode.Unauthorized, "AuthenticationFailed")]
    [InlineData(Prices, true, HttpStatusCode.Unauthorized, "AuthenticationFailed")]
    [InlineData(Prices, false, HttpStatusCode.BadRequest, "InvalidParameter")]
    public async Task Get_WhatAzureWouldNotUnderstand_IsAnErrorAndAViolation(string path, bool identity, HttpStatusCode status, string code)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Server.Address, path));
        if (identity)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestCredential.TokenFor("https://management.azure.com/.default"));
        }

        using HttpResponseMessage answer = await Server.Http.SendAsync(request, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Single(Server.Violations);
        Server.Violations.Clear();
    }

    [Fact]
    public async Task Delete_Anything_IsAViolation()
    {
        using HttpResponseMessage answer = await Server.Http.DeleteAsync(new Uri(Server.Address, Locations), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(Server.Violations);
        Server.Violations.Clear();
        Server.Requests.Clear();
    }

    [Fact]
    public void All_Behaviours_SayWhatTheyDoAndWhereItIsWritten() =>
        Assert.All(ControlPlaneBehaviours.All, row => Assert.True(row.Does.Length > 20 && row.Source.Length > 10, row.Path));
}
