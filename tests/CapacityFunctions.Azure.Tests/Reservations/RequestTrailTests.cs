using CapacityFunctions.Azure.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Tests.Reservations;

public sealed class RequestTrailTests
{
    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        RequestEntry refused = new(RequestTrail.KeyOf("r1"), 4, 30, 9, FailureClass.ZoneFull);
        RequestEntry granted = new(RequestTrail.KeyOf("r2"), 9, 12, 12, Class: null);

        RequestTrail read = RequestTrail.Parse(RequestTrail.Parse(tag: null).With(refused).With(granted).ToString());

        Assert.Equal(granted, read.Newest);
        Assert.Equal(refused, read.Find(RequestTrail.KeyOf("r1"), 30));
        Assert.Null(read.Find(RequestTrail.KeyOf("r1"), 31));
    }

    /// <summary>The value of a tag has at most 256 characters (docs azure-resource-manager/management/tag-resources).</summary>
    [Fact]
    public void ToString_ManyRequestsOfTheLargestNumbers_FitsATag()
    {
        RequestTrail trail = RequestTrail.Parse(tag: null);
        for (int i = 0; i < 20; i++)
        {
            trail = trail.With(new RequestEntry(RequestTrail.KeyOf($"r{i}"), 1_000_000, 1_000_000, 1_000_000, FailureClass.Invalid));
        }

        Assert.InRange(trail.ToString().Length, 1, 256);
        Assert.NotNull(trail.Find(RequestTrail.KeyOf("r15"), 1_000_000));
        Assert.Null(trail.Find(RequestTrail.KeyOf("r14"), 1_000_000));
    }

    [Fact]
    public void With_SameRequest_ReplacesItsEntry()
    {
        RequestEntry entry = new(RequestTrail.KeyOf("r1"), 0, 5, 5, Class: null);

        Assert.Equal((entry with { Attempted = 2 }).ToString(), RequestTrail.Parse(null).With(entry).With(entry with { Attempted = 2 }).Newest.ToString());
        Assert.DoesNotContain(';', RequestTrail.Parse(null).With(entry).With(entry with { Attempted = 2 }).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("edited by hand")]
    [InlineData("0123456789ab.1.2;.;....;0123456789ab.-1.2.3.-")]
    public void Parse_WhatIsNoTrail_IsEmpty(string tag) => Assert.Null(RequestTrail.Parse(tag).Newest);
}
