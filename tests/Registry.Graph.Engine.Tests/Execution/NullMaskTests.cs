using System.Buffers;
using Registry.Graph.Engine.Execution;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>Nulls in columns that are built value by value, in arrays that others have used before.</summary>
public class NullMaskTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void What_others_left_in_an_array_makes_no_value_null(int count)
    {
        Dirty();
        using var memory = new RequestMemory();
        var (texts, numbers) = (new Utf8ColumnBuilder(memory), new ValueColumnBuilder<long>(memory));
        bool IsNull(int row) => row is 3 or 70 or 1_200;
        for (var row = 0; row < count; row++)
        {
            if (IsNull(row))
            {
                texts.AppendNull();
                numbers.AppendNull();
            }
            else
            {
                texts.Append("text"u8);
                numbers.Append(row);
            }
        }

        Column[] columns = [texts.Build(), numbers.Build()];
        foreach (var column in columns)
        {
            Assert.Equal(Enumerable.Range(0, count).Where(IsNull), Enumerable.Range(0, count).Where(column.IsNull));
        }
    }

    [Fact]
    public void Arrays_that_were_given_back_are_rented_again_and_those_that_grew_keep_what_was_in_them()
    {
        for (var request = 0; request < 3; request++)
        {
            using var memory = new RequestMemory();
            var kept = Enumerable.Range(0, 200).Select(i => memory.Rent<int>(i + 1)).ToList();
            Assert.Equal(kept.Count, kept.Distinct().Count());
            var grown = memory.Rent<long>(4);
            grown[3] = 7;
            var before = grown;
            memory.Grow(ref grown, 4, 400);
            Assert.NotSame(before, grown);
            Assert.Equal(7, grown[3]);
            Assert.True(grown.Length >= 400);
        }
    }

    private static void Dirty()
    {
        List<ulong[]> used = [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { 16, 32, 64, 128 }).Select(ArrayPool<ulong>.Shared.Rent)];
        foreach (var array in used)
        {
            Array.Fill(array, ulong.MaxValue);
            ArrayPool<ulong>.Shared.Return(array);
        }
    }
}
