using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Tests.Discovery;

public sealed class RouteClaimsTests
{
    [Theory]
    [InlineData("items/{id}", "GET", "Items/{name}", "GET", true)]
    [InlineData("items/{id}", "GET", "items/{id}", "PUT", false)]
    [InlineData("items/{id}", "", "items/{id}", "PUT", true)]
    [InlineData("items/{id:int}", "GET", "items/{id}", "GET", false)]
    [InlineData("items/{*path}", "GET", "items/{path}", "GET", false)]
    [InlineData("items/latest", "GET", "items/{id}", "GET", false)]
    [InlineData("items/{id}.csv", "GET", "items/{id}.json", "GET", false)]
    public void Add_SecondRoute_IsRefusedWhenBothWouldAnswer(string one, string oneMethods, string other, string otherMethods, bool refused)
    {
        RouteClaims claims = new();
        claims.Add("One", Trigger(one, oneMethods));

        Exception? thrown = Record.Exception(() => claims.Add("Other", Trigger(other, otherMethods)));

        Assert.Equal(
            refused ? $"Functions 'One' and 'Other' both answer the route '{other}' for a method in common." : null, thrown?.Message);
    }

    private static FunctionTrigger.Http Trigger(string route, string methods) =>
        new(route, methods.Split(',', StringSplitOptions.RemoveEmptyEntries), AuthorizationLevel.Anonymous);
}
