using System.Diagnostics;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Ownership;

public sealed class HubHolderTests
{
    private static HubHolder Self(string engineId) => HubHolder.Create(engineId, TimeProvider.System.GetUtcNow());

    [Fact]
    public void IsGone_LiveEngineOfThisProcess_IsFalseUntilItEnds()
    {
        LiveEngines.Add("alive");
        Assert.False(Self("alive").IsGone);

        LiveEngines.Remove("alive");
        Assert.True(Self("alive").IsGone);
    }

    [Fact]
    public void IsGone_LaterProcessWithTheSameId_IsTrue()
    {
        LiveEngines.Add("reused");

        Assert.True((Self("reused") with { ProcessMark = "1" }).IsGone);
    }

    [Fact]
    public void IsGone_OtherMachine_IsFalse() => Assert.False((Self("elsewhere") with { Place = "elsewhere", ProcessMark = "1" }).IsGone);

    [Fact]
    public async Task IsGone_EndedProcess_IsTrueEvenBeforeItsParentHasNoticed()
    {
        using Process sleeper = Process.Start("sleep", "60");
        string mark = ProcessMarks.Of(sleeper.Id)!;
        HubHolder holder = Self("other") with { ProcessId = sleeper.Id, ProcessMark = mark };
        Assert.False(holder.IsGone);

        sleeper.Kill();
        await TestHub.UntilAsync(() => Task.FromResult(holder.IsGone));
    }

    [Fact]
    public void Parse_WhatWasWritten_ComesBack()
    {
        HubHolder holder = Self("round trip");

        Assert.Equal(holder, HubHolder.Parse(holder.ToBlob()));
        Assert.Null(HubHolder.Parse(BinaryData.Empty));
    }
}
