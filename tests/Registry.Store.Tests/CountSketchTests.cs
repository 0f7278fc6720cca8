namespace Registry.Store.Tests;

public sealed class CountSketchTests
{
    [Fact]
    public void No_text_counts_less_often_than_it_was_added_and_few_count_more_often()
    {
        const int Texts = 50_000;
        var sketch = new CountSketch(Texts);
        var random = new Random(7);
        var times = Enumerable.Range(0, Texts).ToDictionary(number => $"聊城{number}钢管有限公司", _ => random.Next(1, 3));
        foreach (var (text, count) in times)
            for (var time = 0; time < count; time++)
                Add(sketch, text, isUtf8: time > 0);

        Assert.DoesNotContain(times, said => sketch.AtMost(said.Key) < said.Value);
        Assert.InRange(times.Count(said => sketch.AtMost(said.Key) > said.Value), 0, Texts / 5);
        Assert.InRange(times.Count(said => sketch.AtMost($"{said.Key}分公司") > 0), 0, Texts / 5);
    }

    [Fact]
    public void What_was_added_very_often_counts_as_the_most()
    {
        var sketch = new CountSketch(10);
        for (var time = 0; time < 1000; time++)
            sketch.Add("公司");

        Assert.Equal(CountSketch.Most, sketch.AtMost("公司"));
    }

    [Fact]
    public void A_long_text_counts_as_the_same_in_either_encoding()
    {
        var sketch = new CountSketch(10);
        var text = new string('长', 400);
        Add(sketch, text, isUtf8: true);

        Assert.Equal(1, sketch.AtMost(text));
    }

    static void Add(CountSketch sketch, string text, bool isUtf8)
    {
        if (isUtf8)
            sketch.AddUtf8(System.Text.Encoding.UTF8.GetBytes(text));
        else
            sketch.Add(text);
    }
}
