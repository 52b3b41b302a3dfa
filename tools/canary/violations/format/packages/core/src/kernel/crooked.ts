export  const crooked = { "quotes" : "double" }
